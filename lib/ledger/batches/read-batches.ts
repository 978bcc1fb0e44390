import type { Actor } from '#lib/access/actor.ts'
import type { MessageState } from '#lib/messages/model.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { type AccountCode, chartAccount } from '../chart.ts'
import { CHART } from '../chart-accounts.ts'
import { listPeriods } from '../periods/read-periods.ts'
import { accountMap } from './account-map.ts'
import { listBatches } from './batch.ts'
import { GL_SYSTEM_CODES, type GlSystem, SENT_SYSTEMS, type SentSystem } from './batch-model.ts'
import { isConnected } from './send-batch.ts'

/** How far the journals of a batch are in a system, by state of their messages. */
export type Sent = {
  readonly system: SentSystem
  readonly states: readonly { readonly state: MessageState; readonly count: number }[]
}

/** What an account is called in each general ledger; null where nobody said so and our code does not do. */
export type MappedAccount = {
  readonly code: AccountCode
  readonly gl: string
  readonly name: string
  readonly targets: Readonly<Record<GlSystem, string | null>>
}

/** Everything the page of exports shows. */
export function readBatches(actor: Actor, at: Date) {
  return read(actor.scope, async (tx) => {
    const sent = await sentStates(tx)
    const batches = (await listBatches(tx)).map(({ createdAt, targets: _, ...batch }) => ({
      ...batch,
      createdAt: createdAt.toISOString(),
      sent: SENT_SYSTEMS.map(
        (system): Sent => ({
          system,
          states: sent.filter((row) => row.number === `${batch.number}` && row.kind === `gl.${system}`),
        }),
      ),
    }))
    const closed = (await listPeriods(tx, actor.entity, at)).filter(({ state }) => state === 'hard_locked')
    return {
      batches,
      /** Hard-locked months, of which a batch may be numbered. */
      months: closed.map(({ month }) => month),
      accounts: await mappedAccounts(tx),
      connected: SENT_SYSTEMS.filter(isConnected),
    }
  })
}

const sentStates = (tx: Sql) =>
  tx.sql<{ number: string; kind: string; state: MessageState; count: number }>(
    `SELECT subject_id AS number, kind, state, count(*)::int AS count FROM message
      WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'journal_batch' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode],
  )

async function mappedAccounts(tx: Sql): Promise<MappedAccount[]> {
  const maps = await Promise.all(GL_SYSTEM_CODES.map(async (system) => [system, await accountMap(tx, system)] as const))
  return (Object.keys(CHART) as AccountCode[])
    .filter((code) => !chartAccount(code).gl.startsWith('M'))
    .map((code) => ({
      code,
      gl: chartAccount(code).gl,
      name: chartAccount(code).name,
      targets: Object.fromEntries(maps.map(([system, map]) => [system, map.of(code)])) as MappedAccount['targets'],
    }))
    .sort((left, right) => left.gl.localeCompare(right.gl))
}
