import { CLEARING_CODES, chartAccount } from '#lib/ledger/chart.ts'
import { FINDINGS_MAX, type Finding, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'
import { formatMoney } from '#lib/money/format.ts'

/** Money that nobody has split after this long is no longer on its way. */
const SPLIT_WITHIN = '1 day'

/**
 * What is left in each clearing account, by the object it is about: an invoice or charge for buyer funds and refunds, Stripe's
 * source for the rest. Each remainder gets the reason that explains it, or none.
 */
export const EXPLAINED_ITEMS = `
WITH sourced AS MATERIALIZED (
  SELECT a.code, a.currency, l.amount_minor, e.occurred_at, e.source_kind, e.source_account AS account, s.source_id AS settled,
         b.id AS transaction_id, nullif(b.source_id, '') AS source_id, coalesce(f.charge_id, b.source_id) AS charge_key
    FROM ledger_account a
    JOIN journal_line l ON l.account_id = a.id
    JOIN journal_entry e ON e.id = l.entry_id
    LEFT JOIN variance_write_off w ON e.source_kind = 'approved_journal' AND w.id = e.source_id
    LEFT JOIN settlement s ON s.id = coalesce(w.subject_id, e.source_id)
    LEFT JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = e.source_account AND b.id = e.source_id
    LEFT JOIN refund f ON f.entity_id = $1 AND f.livemode = $2 AND f.account = b.account AND f.id = b.source_id
   WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = ANY ($3::text[])
), billed AS MATERIALIZED (
  SELECT payment_intent_id, min(invoice_id) AS invoice_id FROM invoice_payment
   WHERE entity_id = $1 AND livemode = $2 AND payment_intent_id <> '' GROUP BY 1
), moved AS (
  SELECT m.code, m.currency, m.amount_minor, m.occurred_at,
         CASE WHEN m.source_kind = 'settlement' OR m.settled IS NOT NULL THEN m.settled
              WHEN m.code = 'application_fee_clearing'
                THEN coalesce(p2.invoice_id, nullif(a2.originating_charge_id, ''), a2.charge_id, m.source_id, m.transaction_id)
              WHEN m.code IN ('buyer_funds', 'refund_clearing') THEN coalesce(p.invoice_id, nullif(m.charge_key, ''), m.transaction_id)
              ELSE coalesce(m.source_id, m.transaction_id) END AS item
    FROM sourced m
    LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = m.account AND c.id = m.charge_key
    LEFT JOIN billed p ON p.payment_intent_id = c.payment_intent_id
    LEFT JOIN application_fee_refund fr ON fr.entity_id = $1 AND fr.livemode = $2 AND fr.account = m.account AND fr.id = m.source_id
     AND m.code = 'application_fee_clearing'
    LEFT JOIN application_fee a2 ON a2.entity_id = $1 AND a2.livemode = $2 AND a2.account = m.account
     AND a2.id = coalesce(fr.fee_id, m.source_id) AND m.code = 'application_fee_clearing'
    LEFT JOIN charge c2 ON c2.entity_id = $1 AND c2.livemode = $2 AND c2.account = m.account AND c2.id = a2.originating_charge_id
    LEFT JOIN billed p2 ON p2.payment_intent_id = c2.payment_intent_id
), open AS (
  SELECT code, currency, item, sum(amount_minor) AS minor, max(occurred_at) AS last_at
    FROM moved GROUP BY code, currency, item HAVING sum(amount_minor) <> 0
), explained AS (
  SELECT o.*, CASE
      WHEN o.item IS NULL THEN ''
      WHEN o.code = 'suspense' THEN 'not classified, or waiting for a fact'
      WHEN o.code = 'application_fee_clearing' AND s.id IS NULL THEN 'application fee not settled'
      WHEN o.code = 'application_fee_clearing' AND s.checks @> '[{"code": "application_fee", "passed": false}]'
        THEN 'application fee differs from the contract'
      WHEN o.code = 'application_fee_clearing' AND EXISTS (
        SELECT FROM settlement_line n WHERE n.settlement_id = s.id AND n.contract_version_id = '' AND n.kind = 'collected')
        THEN 'application fee of a sale without a contract'
      WHEN o.code = 'buyer_funds' AND EXISTS (
        SELECT FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.status = 'pending'
           AND (c.id = o.item OR c.payment_intent_id IN (SELECT payment_intent_id FROM billed WHERE invoice_id = o.item)))
        THEN 'payment not decided by the bank'
      WHEN o.code = 'reserve_clearing' THEN 'other side of a reserve not seen'
      WHEN s.state = 'paused' THEN 'settlement paused'
      WHEN o.code = 'buyer_funds' AND s.id IS NOT NULL AND -o.minor = (
        SELECT sum(n.gross_minor - n.commission_minor - n.seller_fee_minor - n.seller_minor) FROM settlement_line n
         WHERE n.settlement_id = s.id AND n.seller_id = '') THEN 'lines that name no seller'
      WHEN o.last_at > $4::timestamptz - interval '${SPLIT_WITHIN}' THEN 'not split yet'
      ELSE '' END AS reason
    FROM open o
    LEFT JOIN settlement s ON s.entity_id = $1 AND s.livemode = $2 AND s.source_id = o.item
)`

const OPEN_ITEMS = `${EXPLAINED_ITEMS}, unexplained AS (
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
  `${chartAccount(code).name} ${amountOf(minor, currency)} in ${items} ${items === 1n ? 'item' : 'items'} (${reason})`

function unexplained({ code, currency, item, minor }: Row): Finding {
  const what = `${chartAccount(code).name} keeps ${amountOf(minor, currency)} for ${item ?? 'an entry whose source is unknown'}, and nothing says why.`
  return { what, refs: item === null ? [] : [`${kindOf(item)}:${item}`] }
}

const amountOf = (minor: string, currency: string) => formatMoney({ minor, currency })

const KINDS: Readonly<Record<string, string>> = {
  in: 'invoice',
  ch: 'charge',
  py: 'charge',
  re: 'refund',
  tr: 'transfer',
  txn: 'balance_transaction',
}

const kindOf = (id: string) => KINDS[id.slice(0, id.indexOf('_'))] ?? 'source'
