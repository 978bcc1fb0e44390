import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { count, summed } from '#lib/platform/export-columns.ts'
import { NOT_STATED, taxesOf } from './jurisdiction.ts'
import { proportion } from './proportion.ts'

/** Tax collected in one place, month and currency, less what refunds gave back. */
export type TaxRow = {
  readonly jurisdiction: string
  /** `YYYY-MM` of the accounting days. */
  readonly month: string
  /** Where the platform owes it. */
  readonly platform: WireMoney
  /** Where the seller does. */
  readonly seller: WireMoney
  readonly saleCount: number
}

export type TaxReport = {
  readonly from: string
  readonly until: string
  readonly rows: readonly TaxRow[]
  /** True when the period holds more taxed lines than are read at once: then the figures are not whole. */
  readonly isCut: boolean
}

const LINES_MAX = 50_000

type TaxedLine = {
  month: string
  currency: string
  settlementId: string
  platformMinor: bigint
  sellerMinor: bigint
  lineRaw: string
  invoiceRaw: string
}

/** Tax by place, month and currency over some accounting days; without days, the month so far. */
export function readTaxReport(
  actor: Actor,
  asked: { readonly from: string | null; readonly until: string | null },
  at: Date,
): Promise<TaxReport> {
  const today = accountingOn(actor.entity, at)
  const from = asked.from ?? `${today.slice(0, 7)}-01`
  const until = asked.until ?? today
  return read(actor.scope, async (tx) => {
    const lines = await taxedLines(tx, actor.entity.stripeAccount, from, until)
    return { from, until, rows: byPlace(lines), isCut: lines.length === LINES_MAX }
  })
}

/** Every line that carried tax or gave it back, dated by the entry of its version, with what Stripe said about the sale. */
function taxedLines(tx: Sql, account: string, from: string, until: string): Promise<TaxedLine[]> {
  return tx.sql<TaxedLine>(
    `SELECT to_char(e.accounting_on, 'YYYY-MM') AS month, s.currency::text AS currency, l.settlement_id AS "settlementId",
            l.tax_minor AS "platformMinor", l.seller_tax_minor AS "sellerMinor", coalesce(i.raw, '') AS "lineRaw",
            coalesce(v.raw, '') AS "invoiceRaw"
       FROM journal_entry e
       JOIN settlement s ON s.id = e.source_id
       JOIN settlement_line l ON l.settlement_id = s.id AND l.version::text = e.source_part
       LEFT JOIN settlement_line o ON o.settlement_id = l.settlement_id AND o.line_no = l.line_no AND o.kind = 'collected'
       LEFT JOIN invoice_line i ON i.entity_id = $1 AND i.livemode = $2 AND i.account = $3 AND i.id = split_part(o.source_line_id, '#', 1)
       LEFT JOIN invoice v ON v.entity_id = $1 AND v.livemode = $2 AND v.account = $3 AND v.id = s.invoice_id
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'settlement' AND e.source_account = $3
        AND e.accounting_on BETWEEN $4::text::date AND $5::text::date AND (l.tax_minor <> 0 OR l.seller_tax_minor <> 0)
      ORDER BY e.id, l.line_no LIMIT $6`,
    [tx.scope.entityId, tx.scope.livemode, account, from, until, LINES_MAX],
  )
}

type Sum = {
  jurisdiction: string
  month: string
  currency: string
  platform: bigint
  seller: bigint
  sales: Set<string>
}

/** A line whose tax goes to several places is divided in proportion to what Stripe says of each, by largest remainder. */
function byPlace(lines: readonly TaxedLine[]): TaxRow[] {
  const sums = new Map<string, Sum>()
  for (const { month, currency, settlementId, platformMinor, sellerMinor, lineRaw, invoiceRaw } of lines) {
    const said = taxesOf(lineRaw, invoiceRaw).filter(({ minor }) => minor !== 0n)
    const taxes = said.length === 0 ? [{ jurisdiction: NOT_STATED, minor: 1n }] : said
    const weights = taxes.map(({ minor }) => (minor < 0n ? -minor : minor))
    const [platform, seller] = [proportion(platformMinor, weights), proportion(sellerMinor, weights)]
    taxes.forEach(({ jurisdiction }, index) => {
      const key = [jurisdiction, month, currency].join('\n')
      const sum = sums.get(key) ?? { jurisdiction, month, currency, platform: 0n, seller: 0n, sales: new Set<string>() }
      sum.platform += platform[index] ?? 0n
      sum.seller += seller[index] ?? 0n
      sum.sales.add(settlementId)
      sums.set(key, sum)
    })
  }
  const order = ({ month, jurisdiction, currency }: Sum) => [month, jurisdiction, currency].join('\n')
  return [...sums.values()]
    .toSorted((left, right) => (order(left) < order(right) ? -1 : 1))
    .map(({ jurisdiction, month, currency, platform, seller, sales }) => ({
      jurisdiction,
      month,
      platform: toWire({ minor: platform, currency }),
      seller: toWire({ minor: seller, currency }),
      saleCount: sales.size,
    }))
}

export const TAX_HEADER = [
  'Jurisdiction',
  'Month',
  'Currency',
  summed('Platform owes'),
  summed('Sellers owe'),
  count('Sales'),
]

/** The report's rows as cells. */
export async function* exportTax({ rows }: TaxReport): AsyncGenerator<string[][]> {
  yield rows.map(({ jurisdiction, month, platform, seller, saleCount }) => [
    jurisdiction,
    month,
    platform.currency,
    plainDecimal(platform),
    plainDecimal(seller),
    saleCount.toString(),
  ])
}
