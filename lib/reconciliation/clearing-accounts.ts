import { CLEARING_CODES } from '#lib/ledger/chart.ts'
import { FINDINGS_MAX, type Finding, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'

/** Money that nobody has split after this long is no longer on its way. */
const SPLIT_WITHIN = '1 day'

/**
 * What is left in each clearing account, by the object it is about: an invoice or charge for buyer funds and refunds, Stripe's
 * source for the rest. Each remainder gets the reason that explains it, or none.
 */
const OPEN_ITEMS = `
WITH moved AS (
  SELECT a.code, a.currency, l.amount_minor, e.occurred_at,
         CASE WHEN e.source_kind = 'settlement' THEN s.source_id
              WHEN a.code IN ('buyer_funds', 'refund_clearing') THEN coalesce(p.invoice_id, f.charge_id, nullif(b.source_id, ''), b.id)
              ELSE coalesce(nullif(b.source_id, ''), b.id) END AS item
    FROM ledger_account a
    JOIN journal_line l ON l.account_id = a.id
    JOIN journal_entry e ON e.id = l.entry_id
    LEFT JOIN settlement s ON e.source_kind = 'settlement' AND s.id = e.source_id
    LEFT JOIN balance_transaction b ON e.source_kind = 'balance_transaction' AND b.entity_id = $1 AND b.livemode = $2
      AND b.account = e.source_account AND b.id = e.source_id
    LEFT JOIN refund f ON f.entity_id = $1 AND f.livemode = $2 AND f.account = b.account AND f.id = b.source_id
    LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = coalesce(f.charge_id, b.source_id)
    LEFT JOIN LATERAL (
      SELECT i.invoice_id FROM invoice_payment i
       WHERE i.entity_id = $1 AND i.livemode = $2 AND c.payment_intent_id <> '' AND i.payment_intent_id = c.payment_intent_id
       ORDER BY i.id LIMIT 1) p ON true
   WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = ANY ($3::text[])
), open AS (
  SELECT code, currency, item, sum(amount_minor) AS minor, max(occurred_at) AS last_at
    FROM moved GROUP BY code, currency, item HAVING sum(amount_minor) <> 0
), explained AS (
  SELECT o.*, CASE
      WHEN o.item IS NULL THEN ''
      WHEN o.code = 'suspense' THEN 'not classified, or waiting for a fact'
      WHEN o.code = 'application_fee_clearing' THEN 'application fee not settled'
      WHEN o.code = 'reserve_clearing' THEN 'other side of a reserve not seen'
      WHEN s.state = 'paused' THEN 'settlement paused'
      WHEN o.code = 'buyer_funds' AND s.id IS NOT NULL AND -o.minor = (
        SELECT sum(n.gross_minor - n.commission_minor - n.seller_fee_minor - n.seller_minor) FROM settlement_line n
         WHERE n.settlement_id = s.id AND n.seller_id = '') THEN 'lines that name no seller'
      WHEN o.last_at > $4::timestamptz - interval '${SPLIT_WITHIN}' THEN 'not split yet'
      ELSE '' END AS reason
    FROM open o
    LEFT JOIN settlement s ON s.entity_id = $1 AND s.livemode = $2 AND s.source_id = o.item
), unexplained AS (
  SELECT code, currency, item, minor FROM explained WHERE reason = '' ORDER BY abs(minor) DESC LIMIT ${FINDINGS_MAX}
)
SELECT code, currency, reason, NULL AS item, count(*) AS items, sum(minor)::text AS minor FROM explained WHERE reason <> '' GROUP BY 1, 2, 3
UNION ALL
SELECT code, currency, '', item, 1, minor::text FROM unexplained`

type Row = {
  code: string
  currency: string
  reason: string
  item: string | null
  items: bigint
  minor: string
}

/** Whatever is left in a clearing account belongs to open items that can be named. */
export const clearingExplained: Invariant = {
  name: 'clearing_explained',
  title: 'Every amount left in a clearing account belongs to a named open item',
  check: async ({ tx, at }) => {
    const rows = await tx.sql<Row>(OPEN_ITEMS, [tx.scope.entityId, tx.scope.livemode, CLEARING_CODES, at.toISOString()])
    const explained = rows.filter(({ reason }) => reason !== '').map(inWords)
    return verdict(rows.filter(({ reason }) => reason === '').map(unexplained), {
      holds: explained.length === 0 ? 'All clearing accounts are empty.' : `Open: ${explained.join('; ')}.`,
      violated: 'Amounts stay in clearing accounts that no open item explains.',
    })
  },
}

const inWords = ({ code, currency, reason, items, minor }: Row) =>
  `${code} ${minor} ${currency} in ${items} items (${reason})`

function unexplained({ code, currency, item, minor }: Row): Finding {
  const what = `${code} keeps ${minor} ${currency} (minor units) for ${item ?? 'an entry whose source is unknown'}, and nothing says why.`
  return { what, refs: item === null ? [] : [`${kindOf(item)}:${item}`] }
}

const KINDS: Readonly<Record<string, string>> = {
  in: 'invoice',
  ch: 'charge',
  py: 'charge',
  re: 'refund',
  tr: 'transfer',
  txn: 'balance_transaction',
}

const kindOf = (id: string) => KINDS[id.slice(0, id.indexOf('_'))] ?? 'source'
