import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { KEPT_LISTS, PLATFORM_LISTS, SELLER_LISTS, type SweptList } from '../sweep-lists.ts'
import { type BackfillRun, RUN_COLUMNS } from './model.ts'
import { backfillUnderWay } from './refusals.ts'

type Start = {
  readonly platform: string
  readonly kind: 'first' | 'again'
  /** Objects created before it are left alone; null reads everything. */
  readonly since: Date | null
  readonly actor: Parameters<typeof recordAudit>[1]['actor']
  readonly at: Date
}

/** The platform's lists of a run; the accounts list comes first, because the sellers' lists follow from it. */
export const RUN_LISTS: readonly SweptList[] = [...PLATFORM_LISTS, ...KEPT_LISTS]

const LONG_AGO = new Date(0).toISOString()

/** Opens a run with the platform's lists. Refuses while another one is open. */
export async function startBackfill(tx: Sql, { platform, kind, since, actor, at }: Start): Promise<BackfillRun> {
  const id = newId('bfr')
  const { entityId, livemode } = tx.scope
  const [run] = await tx.sql<BackfillRun>(
    `INSERT INTO backfill_run (id, entity_id, livemode, kind, since, up_to, state, phase, requested_by, started_at, lease_until)
     VALUES ($1, $2, $3, $4, $5::text::timestamptz, $6::text::timestamptz, 'running', 'reading', $7, $6::text::timestamptz,
             $8::text::timestamptz)
     ON CONFLICT (entity_id, livemode) WHERE state IN ('running', 'paused') DO NOTHING
     RETURNING ${RUN_COLUMNS}`,
    [id, entityId, livemode, kind, since?.toISOString() ?? null, at.toISOString(), actor.id, LONG_AGO],
  )
  if (run === undefined) throw backfillUnderWay()
  await addUnits(tx, id, [platform], RUN_LISTS)
  await recordAudit(tx, {
    actor,
    action: 'events.backfill',
    subject: { kind: 'backfill', id },
    note:
      since === null
        ? 'Everything is read from Stripe'
        : `Everything since ${since.toISOString().slice(0, 10)} is read from Stripe again`,
    at,
  })
  return run
}

/** Adds the lists of the sellers, once they are known. */
export const addSellers = (tx: Sql, runId: string, accounts: readonly string[]): Promise<void> =>
  addUnits(tx, runId, accounts, SELLER_LISTS)

async function addUnits(
  tx: Sql,
  runId: string,
  accounts: readonly string[],
  lists: readonly SweptList[],
): Promise<void> {
  await tx.exec(
    `INSERT INTO backfill_unit (run_id, account, kind, entity_id, livemode, position, state, lease_until)
     SELECT $1, a.account, k.kind, $2, $3, a.n::int * 100 + k.n::int, 'waiting', $6::text::timestamptz
       FROM unnest($4::text[]) WITH ORDINALITY AS a (account, n) CROSS JOIN unnest($5::text[]) WITH ORDINALITY AS k (kind, n)
     ON CONFLICT DO NOTHING`,
    [runId, tx.scope.entityId, tx.scope.livemode, [...accounts], lists.map(({ kind }) => kind), LONG_AGO],
  )
}
