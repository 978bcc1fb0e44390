import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { closeTickets, openTicket } from '#lib/tickets/open-ticket.ts'

type Overdue = { subject: string; minor: bigint; currency: string; owner: string; arrivalOn: string; code: string }

const TIMERS_MAX = 200

const CODES = ['payout_failed', 'payout_late', 'payout_not_itemised'] as const

/**
 * A payout that is past its arrival, or that Stripe does not itemise, becomes work for somebody; the ticket closes itself once
 * the payout has moved on, and that of a payout that came back once its money went out again.
 */
export async function ringPayoutTimers(tx: Sql, at: Date): Promise<void> {
  const overdue = await overduePayouts(tx, at)
  for (const one of overdue) {
    const amount = formatMoney({ minor: one.minor, currency: one.currency })
    await openTicket(
      tx,
      {
        subjectKind: 'payout',
        subjectId: one.subject,
        code: one.code,
        title:
          one.code === 'payout_late'
            ? `${amount} to ${one.owner} should have arrived on ${one.arrivalOn}`
            : `${amount} to ${one.owner}, paid on ${one.arrivalOn}, is not itemised by Stripe`,
        action:
          one.code === 'payout_late'
            ? 'Look at the payout at Stripe; ask Stripe with its trace id if it is not under way.'
            : 'Ask Stripe when the payout will be reconciled; until then it can be proved by the balance alone.',
      },
      at,
    )
  }
  const open = new Set(overdue.map(({ subject, code }) => `${subject} ${code}`))
  for (const { subjectId, code } of await openTimers(tx)) {
    if (open.has(`${subjectId} ${code}`)) continue
    await close(tx, { subjectId, code }, at)
  }
  for (const { subjectId } of await paidAgain(tx)) await close(tx, { subjectId, code: 'payout_failed' }, at)
}

type Ringing = { readonly subjectId: string; readonly code: string }

const close = (tx: Sql, { subjectId, code }: Ringing, at: Date): Promise<unknown> =>
  closeTickets(tx, { subjectKind: 'payout', subjectId, stillOpen: CODES.filter((one) => one !== code) }, at)

/** Payouts that came back and whose money a later payout took to the bank. */
function paidAgain(tx: Sql): Promise<{ subjectId: string }[]> {
  return tx.sql(
    `SELECT k.subject_id AS "subjectId" FROM ticket k
       JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = split_part(k.subject_id, '/', 1) AND p.id = split_part(k.subject_id, '/', 2)
       JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = p.account AND b.id = p.failure_balance_transaction_id
       JOIN payout_tie_out n ON n.entity_id = $1 AND n.livemode = $2 AND n.account = p.account AND n.payout_id = b.payout_id
        AND n.payout_status = 'paid' AND n.state = 'tied'
      WHERE k.entity_id = $1 AND k.livemode = $2 AND k.subject_kind = 'payout' AND k.code = 'payout_failed' AND k.state <> 'resolved'
      LIMIT ${TIMERS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}

function overduePayouts(tx: Sql, at: Date): Promise<Overdue[]> {
  return tx.sql<Overdue>(
    `SELECT t.account || '/' || t.payout_id AS subject, t.payout_minor AS minor, t.currency, coalesce(s.name, 'the platform') AS owner,
            (t.arrival_at AT TIME ZONE 'UTC')::date::text AS "arrivalOn",
            CASE WHEN t.payout_status = 'paid' THEN 'payout_not_itemised' ELSE 'payout_late' END AS code
       FROM payout_tie_out t LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = t.account
      WHERE t.entity_id = $1 AND t.livemode = $2
        AND ((t.payout_status IN ('pending', 'in_transit') AND t.arrival_at < $3::text::timestamptz - interval '1 day')
          OR (t.state = 'waiting' AND t.mode = 'breakdown' AND t.payout_status = 'paid'
              AND t.arrival_at < $3::text::timestamptz - interval '3 days'))
      ORDER BY t.arrival_at, t.payout_id LIMIT ${TIMERS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
}

function openTimers(tx: Sql): Promise<Ringing[]> {
  return tx.sql(
    `SELECT subject_id AS "subjectId", code FROM ticket WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'payout'
        AND code IN ('payout_late', 'payout_not_itemised') AND state <> 'resolved' LIMIT ${2 * TIMERS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
