import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { ProposalState } from './schema.ts'

export type InFlight = {
  readonly id: string
  readonly summary: string
  readonly state: ProposalState
  readonly amount: WireMoney
  readonly since: string
}

const SHOWN_MAX = 50

/** What is under way outside and a pause does not call back, oldest first. */
export async function listInFlight(tx: Sql): Promise<InFlight[]> {
  const rows = await tx.sql<Omit<InFlight, 'amount' | 'since'> & { minor: bigint; currency: string; since: Date }>(
    `SELECT id, summary, state, amount_minor AS minor, currency::text AS currency, state_at AS since FROM proposal
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('executing', 'unknown') ORDER BY id LIMIT ${SHOWN_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ minor, currency, since, ...row }) => ({
    ...row,
    amount: toWire({ minor, currency }),
    since: since.toISOString(),
  }))
}
