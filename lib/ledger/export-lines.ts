import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { amount, count, day, instant, summed } from '#lib/platform/export-columns.ts'
import { listAccounts } from './list-accounts.ts'
import { dayFrom } from './schema.ts'
import { statement } from './statement.ts'
import type { TrialBalanceRow } from './trial-balance.ts'

const PAGE = 1_000

type AccountQuery = {
  readonly book: string | null
  readonly code: string | null
  readonly currency: string | null
  readonly q: string | null
}

/** Every account the filters let through, as cells, a page per read so that no transaction stays open for long. */
export async function* exportAccounts(actor: Actor, query: AccountQuery): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listAccounts(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map(({ id, book, gl, name, subject, sellerName, balance, lineCount }) => [
      id,
      book,
      gl,
      name,
      subject,
      sellerName,
      balance.currency,
      plainDecimal(balance),
      lineCount,
    ])
    after = page.nextCursor
  } while (after !== null)
}

/** A trial balance as cells, in one page. */
export async function* exportTrialBalance(
  day: string,
  book: string,
  rows: readonly TrialBalanceRow[],
): AsyncGenerator<string[][]> {
  yield rows.map(({ gl, name, kind, currency, debit, credit }) => [
    book,
    day,
    gl,
    name,
    kind,
    currency,
    plainDecimal(debit),
    plainDecimal(credit),
  ])
}

export const TRIAL_BALANCE_HEADER = [
  'Book',
  day('Day'),
  'Code',
  'Account',
  'Kind',
  'Currency',
  summed('Debit'),
  summed('Credit'),
]

export const ACCOUNT_HEADER = [
  'Account id',
  'Book',
  'Code',
  'Account',
  'Seller id',
  'Seller',
  'Currency',
  summed('Balance'),
  count('Lines'),
]

type StatementQuery = { readonly from: string | null; readonly to: string | null; readonly ref: string | null }

/** Every line of an account's statement that the filters let through, newest first, as cells. */
export async function* exportStatement(
  actor: Actor,
  accountId: string,
  query: StatementQuery,
): AsyncGenerator<string[][]> {
  const bounds = { from: dayFrom(query.from), to: dayFrom(query.to), ref: query.ref }
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => statement(tx, { ...bounds, accountId, after, limit: PAGE }))
    yield page.rows.map((line) => [
      line.lineNo,
      line.entryId,
      line.accountingOn,
      line.priorOn ?? '',
      line.occurredAt,
      line.description,
      line.rule,
      line.refs.join(' '),
      line.amount.currency,
      plainDecimal(line.amount),
      plainDecimal(line.balanceAfter),
    ])
    after = page.nextCursor
  } while (after !== null)
}

export const STATEMENT_HEADER = [
  count('Line'),
  'Entry',
  day('Accounting day'),
  day('Belongs to (prior period)'),
  instant('Occurred at'),
  'What happened',
  'Rule',
  'About',
  'Currency',
  summed('Amount'),
  amount('Balance after'),
]
