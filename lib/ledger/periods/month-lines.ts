import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { cursorOf, type Page, pageOf } from '../paging.ts'
import { firstDay, lastDay, type Month } from './month-model.ts'

/** A line of a month on one of an account's currencies. */
export type MonthLine = {
  /** What the list pages by: entry and line. */
  readonly key: string
  readonly entryId: string
  readonly accountingOn: string
  readonly priorOn: string | null
  readonly description: string
  readonly rule: string
  readonly sellerName: string
  /** Debits positive, credits negative. */
  readonly amount: WireMoney
}

export type MonthLineQuery = {
  readonly month: Month
  readonly code: string
  readonly currency: string
  /** Posting rule without its version; null for all. */
  readonly rule: string | null
  /** One day of the month; null for all of it. */
  readonly day?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<MonthLine, 'amount'> & { minor: bigint }

/** The lines behind a number of the roll-forward, newest entry first. */
export async function monthLines(tx: Sql, query: MonthLineQuery): Promise<Page<MonthLine>> {
  const { month, code, currency, rule, day = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const rows = await tx.sql<Row>(
    `SELECT (l.entry_id * 100000 + l.line_no)::text AS key, l.entry_id::text AS "entryId", l.accounting_on::text AS "accountingOn",
            e.prior_on::text AS "priorOn", e.description, e.rule, coalesce(s.name, '') AS "sellerName", l.amount_minor AS minor
       FROM ledger_account a
       JOIN journal_line l ON l.account_id = a.id AND l.accounting_on BETWEEN $5::text::date AND $6::text::date
       JOIN journal_entry e ON e.id = l.entry_id
       LEFT JOIN seller s ON s.id = a.subject
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = $3 AND a.currency = $4
        AND ($7::text IS NULL OR split_part(e.rule, '@', 1) = $7)
        AND ($8::bigint IS NULL OR l.entry_id * 100000 + l.line_no ${isBackward ? '>' : '<'} $8)
      ORDER BY l.entry_id * 100000 + l.line_no ${isBackward ? 'ASC' : 'DESC'} LIMIT $9`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      code,
      currency,
      day ?? firstDay(month),
      day ?? lastDay(month),
      rule,
      cursorOf(before ?? after),
      limit + 1,
    ],
  )
  return pageOf(
    rows.map(({ minor, ...row }) => ({ ...row, amount: { minor: minor.toString(), currency } })),
    { isBackward, isFirst: after === null && before === null, limit, keyOf: ({ key }) => key },
  )
}
