/** A source of moments: its columns in the order of SHAPE, what it reads, and the instant and id it is sorted by. */
type Source = {
  readonly id: string
  readonly by?: string
  readonly sentence: string
  readonly minor?: string
  readonly currency?: string
  readonly at: string
  readonly kind: string
  readonly objectId: string
  readonly from: string
}

/** A day's sales and refunds happened by its end, in the book time zone. */
const END_OF_DAY = `(((d.on_day + 1)::timestamp AT TIME ZONE $6) - interval '1 millisecond')`

const ofDays = (id: string, sentence: string, measure: string, kept: string): Source => ({
  id: `'day_' || to_char(d.on_day, 'YYYYMMDD') || '_' || d.currency || '_${id}'`,
  sentence,
  minor: `d.${measure}`,
  currency: 'd.currency::text',
  at: END_OF_DAY,
  kind: `'seller_sales'`,
  objectId: '$3',
  from: `(SELECT on_day, currency, sum(gross_minor)::bigint AS gross_minor, sum(refund_minor)::bigint AS refund_minor, sum(orders)::bigint AS orders
            FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND (gross_minor <> 0 OR refund_minor <> 0 OR orders <> 0)
           GROUP BY on_day, currency) d WHERE ${kept}`,
})

const SOURCES: readonly Source[] = [
  ofDays(
    'sales',
    `d.orders || CASE WHEN d.orders = 1 THEN ' order' ELSE ' orders' END || ' sold'`,
    'gross_minor',
    'd.gross_minor <> 0',
  ),
  ofDays('refunds', `'Refunded to buyers'`, 'refund_minor', 'd.refund_minor <> 0'),
  {
    id: `'au_' || a.id`,
    by: 'a.actor_kind',
    sentence: `CASE WHEN p.name IS NULL THEN a.note ELSE p.name || ': ' || a.note END`,
    at: 'a.at',
    kind: 'a.subject_kind',
    objectId: 'a.subject_id',
    // What the product notes on each settlement is in the sales of the day.
    from: `audit_record a LEFT JOIN person p ON p.id = a.actor_id WHERE a.entity_id = $1 AND a.livemode = $2 AND a.refs @> ARRAY['seller:' || $3::text]
      AND NOT (a.actor_kind = 'system' AND a.subject_kind = 'settlement')`,
  },
  {
    id: `'tr_' || t.id`,
    sentence: `CASE WHEN t.reversed_minor > 0 THEN 'Transferred, and reversed in part or in full' ELSE 'Transferred' END`,
    minor: 't.amount_minor',
    currency: 'upper(t.currency::text)',
    at: 't.created_at',
    kind: `'settlement'`,
    objectId: `coalesce((SELECT o.settlement_id FROM transfer_origin o WHERE o.entity_id = $1 AND o.livemode = $2 AND o.object_id = t.id), '')`,
    from: 'transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.destination = $4',
  },
  {
    id: `'po_' || o.id`,
    sentence: `'Payout to the seller’s bank, ' || replace(o.status, '_', ' ') || CASE WHEN o.failure_code = '' THEN '' ELSE ' (' || replace(o.failure_code, '_', ' ') || ')' END`,
    minor: 'o.amount_minor',
    currency: 'upper(o.currency::text)',
    at: 'o.created_at',
    kind: `'payout'`,
    objectId: `o.account || '/' || o.id`,
    from: 'payout o WHERE o.entity_id = $1 AND o.livemode = $2 AND o.account = $4',
  },
  {
    id: `'day_' || to_char(d.on_day, 'YYYYMMDD') || '_' || d.currency || '_dispute_' || translate(d.reason, ' -', '__')`,
    sentence: `d.disputes || CASE WHEN d.disputes = 1 THEN ' dispute' ELSE ' disputes' END || ' opened, ' || replace(d.reason, '_', ' ')`,
    at: END_OF_DAY,
    kind: `'seller_sales'`,
    objectId: '$3',
    from: `(SELECT on_day, currency, reason, sum(disputes)::bigint AS disputes FROM analytics_day
             WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND disputes <> 0 GROUP BY 1, 2, 3) d WHERE true`,
  },
  {
    id: 't.id',
    sentence: `'Ticket: ' || t.title`,
    at: 't.opened_at',
    kind: `'ticket'`,
    objectId: 't.id',
    from: `ticket t WHERE t.entity_id = $1 AND t.livemode = $2 AND (t.subject_kind = 'seller' AND t.subject_id = $3
      OR t.id IN (SELECT l.ticket_id FROM ticket_link l WHERE l.entity_id = $1 AND l.livemode = $2 AND l.object_kind = 'seller' AND l.object_id = $3))`,
  },
  {
    id: 'm.id',
    sentence: `'Mail, ' || m.state || ': ' || m.subject`,
    at: 'm.created_at',
    kind: `'message'`,
    objectId: 'm.id',
    from: `message m WHERE m.entity_id = $1 AND m.livemode = $2 AND m.recipient = $5 AND $5 <> '' AND m.kind = 'mail.send'`,
  },
  {
    id: 'h.id',
    sentence: `'Alert: ' || h.reason`,
    at: 'h.raised_at',
    kind: `'alert'`,
    objectId: 'h.id',
    from: 'health_alert h WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3',
  },
  {
    id: `'je_' || e.id`,
    by: `'person'`,
    sentence: 'e.description',
    minor: '-l.amount_minor',
    currency: 'l.currency::text',
    at: 'e.occurred_at',
    kind: `'journal_entry'`,
    objectId: 'e.id::text',
    from: `journal_entry e JOIN journal_line l ON l.entry_id = e.id
      JOIN ledger_account a ON a.id = l.account_id AND a.code = 'seller_payable' AND a.subject = $3
     WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'approved_journal' AND e.refs @> ARRAY['seller:' || $3::text]`,
  },
]

/**
 * Moments of a seller. $1 entity, $2 livemode, $3 seller, $4 its Stripe account, $5 its address, $6 the book time zone, $7 and $8 the
 * instant and id to go on from (null: the newest), $9 how many. Every source gives no more than a page, beginning at the key.
 */
export const TIMELINE_SQL = (isBackward: boolean): string => {
  const [than, order] = isBackward ? ['>', 'ASC'] : ['<', 'DESC']
  const parts = SOURCES.map(
    ({ id, by = `'system'`, sentence, minor = 'NULL::bigint', currency = `''`, at, kind, objectId, from }) =>
      `(SELECT * FROM (SELECT (${id})::text AS id, ${by} AS by, ${sentence} AS sentence, ${minor} AS minor, ${currency} AS currency, ${at} AS at, ${kind} AS kind, ${objectId} AS "objectId"
          FROM ${from}) own WHERE $7::text IS NULL OR (date_trunc('milliseconds', at), id) ${than} ($7::text::timestamptz, $8::text)
         ORDER BY at ${order}, id ${order} LIMIT $9)`,
  )
  return `SELECT * FROM (${parts.join('\nUNION ALL ')}) m ORDER BY at ${order}, id ${order} LIMIT $9`
}
