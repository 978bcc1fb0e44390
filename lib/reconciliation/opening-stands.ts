import { FINDINGS_MAX, holds, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'
import { formatMoney } from '#lib/money/format.ts'

type Row = { seller_id: string; currency: string; seen: bigint; now: bigint; day: string; count: bigint }

/** What the books say now about the end of the cut-over day, without the opening entry, beside what was signed. */
const SINCE = `
WITH sheet AS (
  SELECT id, cut_over_on FROM opening_sheet WHERE entity_id = $1 AND livemode = $2 AND state = 'posted'
), opened AS (
  SELECT l.account_id, sum(l.amount_minor) AS minor FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
   WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'approved_journal' AND e.source_account = $3
     AND e.source_id = 'opening' AND e.accounting_on <= (SELECT cut_over_on FROM sheet) GROUP BY 1
), now AS (
  SELECT a.subject AS seller_id, a.currency, coalesce(o.minor, 0) - a.balance_minor + coalesce((
           SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on > s.cut_over_on), 0) AS minor
    FROM sheet s CROSS JOIN ledger_account a LEFT JOIN opened o ON o.account_id = a.id
   WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable'
), seen AS (
  SELECT l.seller_id, l.currency, l.books_minor AS minor FROM opening_line l JOIN sheet s ON s.id = l.sheet_id
)
SELECT seller_id, currency, coalesce(seen.minor, 0)::bigint AS seen, coalesce(now.minor, 0)::bigint AS now,
       (SELECT cut_over_on::text FROM sheet) AS day, count(*) OVER () AS count
  FROM seen FULL JOIN now USING (seller_id, currency)
 WHERE coalesce(seen.minor, 0) <> coalesce(now.minor, 0) ORDER BY 1, 2 LIMIT ${FINDINGS_MAX}`

/** Nothing older than the cut-over was posted after the opening entry: it closed the gap to what the books said then. */
export const openingStands: Invariant = {
  name: 'opening_stands',
  title: 'The opening entry still closes what it closed',
  check: async ({ tx, entity }) => {
    const scope = [tx.scope.entityId, tx.scope.livemode]
    const posted = await tx.sql(
      "SELECT 1 FROM opening_sheet WHERE entity_id = $1 AND livemode = $2 AND state = 'posted'",
      scope,
    )
    if (posted.length === 0) return holds('The books were not opened with balances of another system.')
    const rows = await tx.sql<Row>(SINCE, [...scope, entity.stripeAccount])
    return verdict(
      rows.map(({ seller_id, currency, seen, now, day }) => ({
        what: `${seller_id}: up to ${day} the books owe ${formatMoney({ minor: now, currency })} now, ${formatMoney({ minor: seen, currency })} when the opening entry was signed. Correct the difference with an adjustment.`,
        refs: [`seller:${seller_id}`],
      })),
      {
        holds: 'Nothing older than the cut-over was posted since.',
        violated: `${rows[0]?.count ?? 0n} sellers have older entries that were posted after the opening entry.`,
      },
    )
  },
}
