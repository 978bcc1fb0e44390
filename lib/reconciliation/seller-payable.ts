import { FINDINGS_MAX, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'
import { formatMoney } from '#lib/money/format.ts'

type Row = {
  seller_id: string
  currency: string
  ledger: bigint
  expected: bigint
  waiting: bigint
  sellers: bigint
}

/**
 * What the ledger owes each seller is what settlement lines, approved adjustments, Stripe's own transfers and reversals, and the
 * signed opening balances say; worked out from those rows, never from the journal. Transfers whose balance transaction is not posted yet count on neither side.
 */
const RECOMPUTE = `
WITH settled AS (
  SELECT l.seller_id, s.currency, sum(l.seller_minor + l.application_fee_minor) AS minor
    FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id
   WHERE s.entity_id = $1 AND s.livemode = $2 AND l.seller_id <> '' GROUP BY 1, 2
), sent AS (
  SELECT t.destination, upper(t.currency) AS currency, -t.amount_minor AS minor, t.account, t.balance_transaction_id
    FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3
  UNION ALL
  SELECT t.destination, upper(r.currency), r.amount_minor, r.account, r.balance_transaction_id
    FROM transfer_reversal r
    JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = r.account AND t.id = r.transfer_id
   WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $3
), moved AS (
  SELECT s.id AS seller_id, m.currency, sum(m.minor) FILTER (WHERE is_posted) AS minor, count(*) FILTER (WHERE NOT is_posted) AS waiting
    FROM (
      SELECT sent.*, b.id IS NOT NULL AND q.balance_transaction_id IS NULL AS is_posted
        FROM sent
        LEFT JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = sent.account
          AND b.id = sent.balance_transaction_id
        LEFT JOIN posting_queue q ON q.entity_id = $1 AND q.livemode = $2 AND q.account = sent.account
          AND q.balance_transaction_id = sent.balance_transaction_id) m
    JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = m.destination
   GROUP BY 1, 2
), booked AS (
  SELECT subject AS seller_id, currency, -balance_minor AS minor FROM ledger_account
   WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = 'seller_payable'
), opened AS (
  SELECT l.seller_id, l.currency, l.payable_minor + l.in_transit_minor + l.reserved_minor - l.receivable_minor - l.books_minor AS minor
    FROM opening_line l JOIN opening_sheet o ON o.id = l.sheet_id
   WHERE o.entity_id = $1 AND o.livemode = $2 AND o.state = 'posted'
), adjusted AS (
  SELECT seller_id, currency, sum(amount_minor) AS minor FROM adjustment
   WHERE entity_id = $1 AND livemode = $2 AND posted_at IS NOT NULL AND reason <> 'opening' GROUP BY 1, 2
), written AS (
  SELECT seller_id, currency, -sum(line_minor) AS minor FROM variance_write_off
   WHERE entity_id = $1 AND livemode = $2 AND code = 'seller_payable' AND entry_id IS NOT NULL AND reversal_entry_id IS NULL GROUP BY 1, 2
), compared AS (
  SELECT seller_id, currency, coalesce(booked.minor, 0)::bigint AS ledger,
         (coalesce(settled.minor, 0) + coalesce(moved.minor, 0) + coalesce(opened.minor, 0) + coalesce(adjusted.minor, 0)
           + coalesce(written.minor, 0))::bigint AS expected,
         coalesce(moved.waiting, 0) AS waiting
    FROM settled FULL JOIN moved USING (seller_id, currency) FULL JOIN opened USING (seller_id, currency)
    FULL JOIN adjusted USING (seller_id, currency) FULL JOIN written USING (seller_id, currency)
    FULL JOIN booked USING (seller_id, currency)
), counted AS (
  SELECT *, count(*) OVER () AS sellers, sum(waiting) OVER ()::bigint AS waiting_in_all FROM compared
)
SELECT seller_id, currency, ledger, expected, waiting_in_all AS waiting, sellers FROM counted
 ORDER BY (ledger = expected), seller_id, currency LIMIT ${FINDINGS_MAX}`

export const sellerPayable: Invariant = {
  name: 'seller_payable',
  title: 'What sellers are owed is what settlements and Stripe’s transfers say',
  check: async ({ tx, entity }) => {
    const rows = await tx.sql<Row>(RECOMPUTE, [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount])
    const [first] = rows
    const waiting = first?.waiting ?? 0n
    const note =
      waiting === 0n ? '' : ` ${waiting} transfers wait for their balance transaction and count on neither side.`
    return verdict(
      rows
        .filter(({ ledger, expected }) => ledger !== expected)
        .map(({ seller_id, currency, ledger, expected }) => ({
          what: `The ledger owes ${seller_id} ${formatMoney({ minor: ledger, currency })}; settlements and adjustments less transfers, and what the books were opened with, give ${formatMoney({ minor: expected, currency })}.`,
          refs: [`seller:${seller_id}`],
        })),
      {
        holds: `${first?.sellers ?? 0n} seller balances recomputed from settlement lines and transfers agree.${note}`,
        violated: `Seller balances disagree with settlement lines and transfers.${note}`,
      },
    )
  },
}
