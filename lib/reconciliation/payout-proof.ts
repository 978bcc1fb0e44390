import type { Actor } from '#lib/access/actor.ts'
import { can } from '#lib/access/actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read, type Sql } from '#lib/platform/db.ts'

export type BankLineProof = {
  readonly id: string
  readonly bookedOn: string
  readonly text: string
  readonly amount: WireMoney
}

export type BankProof = {
  /** As every expected row says it: waiting, matched_auto, missing … */
  readonly state: string
  /** The rule that matched it; empty while nothing has. */
  readonly rule: string
  readonly score: number
  /** Bank line less payout. */
  readonly difference: WireMoney
  readonly lines: readonly BankLineProof[]
}

export type PayoutVariance = {
  readonly id: string
  readonly summary: string
  readonly state: string
  readonly ticketId: string
}

export type PayoutProof = { readonly bank: BankProof | null; readonly variances: readonly PayoutVariance[] }

/** What proves a payout beyond its lines: the bank's statement, the platform's own payouts alone, and what was found about it. */
export function readPayoutProof(
  actor: Actor,
  { account, payoutId }: { readonly account: string; readonly payoutId: string },
): Promise<PayoutProof> {
  return read(actor.scope, async (tx) => ({
    bank: account === actor.entity.stripeAccount ? await bankProof(tx, payoutId) : null,
    variances: can(actor, 'tickets.read') ? await variancesOf(tx, [payoutId, `${account}/${payoutId}`]) : [],
  }))
}

type Row = {
  state: string
  currency: string
  rule: string
  score: number
  difference: bigint
  observed: string[]
}

async function bankProof(tx: Sql, payoutId: string): Promise<BankProof | null> {
  const [row] = await tx.sql<Row>(
    `SELECT i.state, i.currency, coalesce(m.rule, '') AS rule, coalesce(m.score, 0) AS score,
            coalesce(m.difference_minor, 0) AS difference,
            ARRAY(SELECT o.object_id FROM match_item o WHERE o.id = ANY(m.observed_ids)) AS observed
       FROM match_item i LEFT JOIN match m ON m.id = i.match_id AND m.state = 'live'
      WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'bank' AND i.side = 'expected' AND i.object_id = $3`,
    [tx.scope.entityId, tx.scope.livemode, payoutId],
  )
  if (row === undefined) return null
  const lines = await tx.sql<{ id: string; bookedOn: string; text: string; minor: bigint; currency: string }>(
    `SELECT id::text, booked_on::text AS "bookedOn", btrim(concat_ws(' ', counterparty, reference)) AS text, amount_minor AS minor, currency
       FROM bank_line WHERE entity_id = $1 AND livemode = $2 AND id = ANY($3::bigint[]) ORDER BY booked_on, id`,
    [tx.scope.entityId, tx.scope.livemode, row.observed],
  )
  return {
    state: row.state,
    rule: row.rule,
    score: row.score,
    difference: toWire({ minor: row.difference, currency: row.currency }),
    lines: lines.map(({ minor, currency, ...line }) => ({ ...line, amount: toWire({ minor, currency }) })),
  }
}

function variancesOf(tx: Sql, subjects: readonly string[]): Promise<PayoutVariance[]> {
  return tx.sql<PayoutVariance>(
    `SELECT id, summary, state, ticket_id AS "ticketId" FROM variance
      WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'payout' AND subject_id = ANY($3::text[]) ORDER BY found_at DESC LIMIT 20`,
    [tx.scope.entityId, tx.scope.livemode, [...subjects]],
  )
}
