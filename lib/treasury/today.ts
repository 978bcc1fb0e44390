import type { Actor } from '#lib/access/actor.ts'
import { type InvariantRunRow, latestRuns } from '#lib/ledger/invariant-runs.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { type PayoutsToday, payoutsToday } from '#lib/payouts/payouts-today.ts'
import { clock } from '#lib/platform/clock.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { listTickets, type TicketRow } from '#lib/tickets/list-tickets.ts'

/** A group of proposals in one state: how many, and what they come to per currency. */
export type Waiting = { readonly count: number; readonly totals: readonly WireMoney[] }

export type NextProposal = {
  readonly id: string
  readonly summary: string
  readonly amount: WireMoney
  readonly reason: string
  readonly expiresAt: string
}

export type Today = {
  readonly needsApproval: Waiting
  /** Failed, or with an outcome nobody knows yet. */
  readonly troubled: Waiting
  readonly waitingFunds: Waiting
  /** Executed since the accounting day began in UTC, as a sign of life. */
  readonly executedToday: Waiting
  readonly next: readonly NextProposal[]
  readonly tickets: readonly TicketRow[]
  readonly openTicketCount: number
  readonly events: { readonly waiting: number; readonly parked: number; readonly failed: number }
  readonly invariants: readonly InvariantRunRow[]
  readonly payouts: PayoutsToday
}

const NEXT_MAX = 6
const TICKETS_MAX = 6

/** What needs somebody today: waiting approvals, trouble, tickets, events and proofs of the books. */
export async function today({ actor, at }: { actor: Actor; at: Date }): Promise<Today> {
  return read(actor.scope, async (tx) => {
    const groups = await proposalGroups(tx, at)
    const tickets = await listTickets(tx, { isOpen: true, limit: TICKETS_MAX })
    return {
      needsApproval: waitingIn(groups, ['needs_approval']),
      troubled: waitingIn(groups, ['failed', 'unknown']),
      waitingFunds: waitingIn(groups, ['waiting_funds']),
      executedToday: waitingIn(groups, ['executed']),
      next: await nextProposals(tx),
      tickets,
      openTicketCount: await openTickets(tx),
      events: await eventCounts(tx),
      invariants: await latestRuns(tx),
      payouts: await payoutsToday(tx, at),
    }
  })
}

type WaitingCounts = {
  readonly approvals: number
  readonly events: number
  readonly tickets: number
  /** Banks that still wait for an answer; none waits as long as 120 days. */
  readonly disputes: number
  readonly conversations: number
}

/** Numbers beside the navigation: only where something waits. */
export async function waitingCounts(actor: Actor): Promise<WaitingCounts> {
  const rows = await read(actor.scope, (tx) =>
    tx.sql<WaitingCounts>(
      `SELECT (SELECT count(*) FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = 'needs_approval')::int AS approvals,
              (SELECT count(*) FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND state IN ('parked', 'failed'))::int AS events,
              (SELECT count(*) FROM ticket WHERE entity_id = $1 AND livemode = $2 AND state <> 'resolved')::int AS tickets,
              (SELECT count(*) FROM dispute WHERE entity_id = $1 AND livemode = $2 AND created_at > $3::text::timestamptz - interval '120 days'
                  AND status IN ('needs_response', 'warning_needs_response', 'appeal_needs_response') AND due_at > $3::text::timestamptz)::int AS disputes,
              (SELECT count(*) FROM conversation WHERE entity_id = $1 AND livemode = $2 AND waiting_since IS NOT NULL
                  AND coalesce(snoozed_until <= $3::text::timestamptz, true))::int AS conversations`,
      [actor.entity.id, actor.entity.livemode, clock.now().toISOString()],
    ),
  )
  return rows[0] ?? { approvals: 0, events: 0, tickets: 0, disputes: 0, conversations: 0 }
}

type Group = { readonly state: string; readonly currency: string; readonly count: number; readonly minor: bigint }

function proposalGroups(tx: Sql, at: Date): Promise<Group[]> {
  return tx.sql<Group>(
    `SELECT state, currency::text AS currency, count(*)::int AS count, sum(amount_minor)::bigint AS minor FROM proposal
      WHERE entity_id = $1 AND livemode = $2
        AND (state IN ('needs_approval', 'failed', 'unknown', 'waiting_funds')
             OR (state = 'executed' AND state_at >= date_trunc('day', $3::text::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'))
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
}

function waitingIn(groups: readonly Group[], states: readonly string[]): Waiting {
  const own = groups.filter((group) => states.includes(group.state))
  const totals = new Map<string, bigint>()
  for (const { currency, minor } of own) totals.set(currency, (totals.get(currency) ?? 0n) + minor)
  return {
    count: own.reduce((sum, group) => sum + group.count, 0),
    totals: [...totals].map(([currency, minor]) => toWire({ currency, minor })),
  }
}

async function nextProposals(tx: Sql): Promise<NextProposal[]> {
  const rows = await tx.sql<{
    id: string
    summary: string
    minor: bigint
    currency: string
    reasons: { sentence: string }[]
    expiresAt: Date
  }>(
    `SELECT id, summary, amount_minor AS minor, currency::text AS currency, policy_reasons AS reasons, expires_at AS "expiresAt"
       FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = 'needs_approval'
      ORDER BY functional_minor DESC NULLS FIRST, id LIMIT ${NEXT_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ id, summary, minor, currency, reasons, expiresAt }) => ({
    id,
    summary,
    amount: toWire({ minor, currency }),
    reason: reasons[0]?.sentence ?? '',
    expiresAt: expiresAt.toISOString(),
  }))
}

async function openTickets(tx: Sql): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM ticket WHERE entity_id = $1 AND livemode = $2 AND state <> 'resolved'`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row?.count ?? 0
}

async function eventCounts(tx: Sql): Promise<Today['events']> {
  const [row] = await tx.sql<Today['events']>(
    `SELECT (SELECT count(*) FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND state = 'received')::int AS waiting,
            (SELECT count(*) FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND state = 'parked')::int AS parked,
            (SELECT count(*) FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND state = 'failed')::int AS failed`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? { waiting: 0, parked: 0, failed: 0 }
}
