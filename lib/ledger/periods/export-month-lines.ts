import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { day, summed } from '#lib/platform/export-columns.ts'
import { type MonthLineQuery, monthLines } from './month-lines.ts'

const PAGE = 1_000

export const MONTH_LINE_HEADER = [
  'Entry',
  day('Accounting day'),
  day('Belongs to (prior period)'),
  'What happened',
  'Rule',
  'Seller',
  'Currency',
  summed('Amount'),
]

/** Every line behind a number of the roll-forward, as cells, a page per read. */
export async function* exportMonthLines(
  actor: Actor,
  query: Pick<MonthLineQuery, 'month' | 'code' | 'currency' | 'rule' | 'day'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => monthLines(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map((line) => [
      line.entryId,
      line.accountingOn,
      line.priorOn ?? '',
      line.description,
      line.rule,
      line.sellerName,
      line.amount.currency,
      plainDecimal(line.amount),
    ])
    after = page.nextCursor
  } while (after !== null)
}
