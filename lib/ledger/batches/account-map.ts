import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type AccountCode, chartAccount } from '../chart.ts'
import { CHART } from '../chart-accounts.ts'
import type { Batch, BatchJournal } from './batch.ts'
import { GL_SYSTEMS, type GlSystem } from './batch-model.ts'
import { notMapped, wrongTarget } from './batch-refusals.ts'

/** What accounts of ours are called in a general ledger; `of` answers null where nobody said so and our code does not do. */
export type AccountMap = { readonly of: (code: AccountCode) => string | null }

export async function accountMap(tx: Sql, system: GlSystem): Promise<AccountMap> {
  const rows = await tx.sql<{ code: string; target: string }>(
    'SELECT code, target FROM gl_mapping WHERE entity_id = $1 AND livemode = $2 AND system = $3',
    [tx.scope.entityId, tx.scope.livemode, system],
  )
  const known = new Map(rows.map(({ code, target }) => [code, target]))
  return { of: (code) => known.get(code) ?? (GL_SYSTEMS[system].isOurCode ? chartAccount(code).gl : null) }
}

/** What every account is called in the layouts of files, to be kept with a batch: its files never change. */
export async function fileTargets(tx: Sql): Promise<Batch['targets']> {
  const targets: Record<string, Record<string, string>> = {}
  for (const system of ['netsuite', 'datev'] as const) {
    const map = await accountMap(tx, system)
    targets[system] = Object.fromEntries(
      (Object.keys(CHART) as AccountCode[]).map((code) => [code, map.of(code) ?? '']),
    )
  }
  return targets
}

/** The names a batch was numbered with; an account the chart did not know then by its code now. */
export const keptMap = ({ targets }: Pick<Batch, 'targets'>, layout: 'netsuite' | 'datev'): AccountMap => ({
  of: (code) => targets[layout]?.[code] ?? chartAccount(code).gl,
})

/** Refuses journals with an account that has no name over there. */
export function refuseUnmapped(journals: readonly BatchJournal[], map: AccountMap, system: GlSystem): void {
  const codes = new Set(journals.flatMap(({ lines }) => lines.map(({ code }) => code)))
  const missing = [...codes].filter((code) => map.of(code) === null)
  if (missing.length > 0)
    throw notMapped(
      GL_SYSTEMS[system].word,
      missing.map((code) => chartAccount(code).name),
    )
}

type Mapping = {
  readonly actor: Actor
  readonly system: GlSystem
  readonly code: AccountCode
  /** Empty: our own code again. */
  readonly target: string
  readonly at: Date
}

/** Says what an account is called in a general ledger. DATEV knows numbers of 4 to 8 digits. */
export async function mapAccount(tx: Sql, { actor, system, code, target, at }: Mapping): Promise<void> {
  if (system === 'datev' && target !== '' && !/^\d{4,8}$/.test(target))
    throw wrongTarget('A Sachkonto has 4 to 8 digits.')
  const keys = [tx.scope.entityId, tx.scope.livemode, system, code]
  if (target === '')
    await tx.exec('DELETE FROM gl_mapping WHERE entity_id = $1 AND livemode = $2 AND system = $3 AND code = $4', keys)
  else
    await tx.exec(
      `INSERT INTO gl_mapping (entity_id, livemode, system, code, target, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::text::timestamptz)
       ON CONFLICT (entity_id, livemode, system, code) DO UPDATE SET target = excluded.target, changed_by = excluded.changed_by,
         changed_at = excluded.changed_at`,
      [...keys, target, actor.personId, at.toISOString()],
    )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'batches.map',
    subject: { kind: 'account', id: code },
    after: { system, target },
    note: `${chartAccount(code).name} is ${target === '' ? 'our own code' : target} in ${GL_SYSTEMS[system].word}.`,
    requestId: actor.requestId,
    at,
  })
}
