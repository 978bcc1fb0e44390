import type { Sql } from '#lib/platform/db.ts'

/** Something that happened to a payout. */
export type PayoutMoment = {
  readonly id: string
  readonly words: string
  readonly at: string
  /** The event that said so: `acct_…/evt_…`; empty where none did. */
  readonly eventKey: string
}

const MOMENTS_MAX = 30

const EVENT_WORDS: Readonly<Record<string, string>> = {
  'payout.created': 'Stripe made it',
  'payout.updated': 'Stripe sent it on',
  'payout.paid': 'Stripe called it paid',
  'payout.reconciliation_completed': 'Stripe itemised it',
  'payout.failed': 'The bank sent it back',
  'payout.canceled': 'It was canceled',
}

/** What happened to a payout, newest first: Stripe's events, when its lines were read, when the money came back, when it was checked. */
export async function payoutTimeline(
  tx: Sql,
  payout: { readonly id: string; readonly account: string },
): Promise<PayoutMoment[]> {
  const rows = await tx.sql<{ kind: string; id: string; at: Date; words: string }>(
    `SELECT * FROM (
       SELECT 'event' AS kind, v.account || '/' || v.id AS id, v.occurred_at AS at, v.type AS words FROM stripe_event v
        WHERE v.entity_id = $1 AND v.livemode = $2 AND v.account = $3 AND v.object_id = $4
       UNION ALL SELECT 'made', 'made', p.created_at, '' FROM payout p
        WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.id = $4
          AND NOT EXISTS (SELECT FROM stripe_event v WHERE v.object_id = $4 AND v.account = $3 AND v.type = 'payout.created')
       UNION ALL SELECT 'listed', 'listed', l.listed_at, l.line_count::text FROM payout_listing l
        WHERE l.entity_id = $1 AND l.livemode = $2 AND l.account = $3 AND l.payout_id = $4
       UNION ALL SELECT 'back', 'back', b.created_at, b.id FROM payout p
         JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.id = p.failure_balance_transaction_id
        WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.id = $4
       UNION ALL SELECT 'checked', 'checked', t.checked_at, t.reason FROM payout_tie_out t
        WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.payout_id = $4
     ) moments ORDER BY at DESC, kind LIMIT ${MOMENTS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, payout.account, payout.id],
  )
  return rows.map(({ kind, id, at, words }) => ({
    id,
    words: wordsOf(kind, words),
    at: at.toISOString(),
    eventKey: kind === 'event' ? id : '',
  }))
}

function wordsOf(kind: string, words: string): string {
  switch (kind) {
    case 'event':
      return EVENT_WORDS[words] ?? words
    case 'made':
      return 'Stripe made it'
    case 'listed':
      return `Its lines were read: ${words} with its own`
    case 'back':
      return `The money came back to the balance (${words})`
    default:
      return `Checked: ${words}`
  }
}
