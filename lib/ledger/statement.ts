import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { cursorOf, type Page, pageOf } from './paging.ts'

export type StatementLine = {
  /** Number of the line on its account, counted without gaps from 1. */
  readonly lineNo: string
  readonly entryId: string
  readonly accountingOn: string
  /** The day it belongs to, when its month was closed before it arrived; null otherwise. */
  readonly priorOn: string | null
  /** ISO instant. */
  readonly occurredAt: string
  readonly description: string
  readonly rule: string
  readonly refs: readonly string[]
  /** Debits positive, credits negative. */
  readonly amount: WireMoney
  readonly balanceAfter: WireMoney
}

type Query = {
  readonly accountId: string
  /** Accounting days, inclusive. */
  readonly from?: string | null
  readonly to?: string | null
  /** `kind:id` of an object behind the entry. */
  readonly ref?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = {
  account_line_no: bigint
  entry_id: bigint
  accounting_on: string
  prior_on: string | null
  occurred_at: Date
  description: string
  rule: string
  refs: string[]
  amount_minor: bigint
  balance_after_minor: bigint
  currency: string
}

/** An account's lines, newest first, with the balance after each; pages by the line's number on the account. */
export async function statement(tx: Sql, query: Query): Promise<Page<StatementLine>> {
  const { after = null, before = null, limit } = query
  const isBackward = before !== null
  const rows = await tx.sql<Row>(
    `SELECT l.account_line_no, l.entry_id, l.accounting_on::text AS accounting_on, e.prior_on::text AS prior_on, e.occurred_at, e.description, e.rule, e.refs,
            l.amount_minor, l.balance_after_minor, l.currency
       FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
      WHERE l.entity_id = $1 AND l.account_id = $2::bigint
        AND ($3::text IS NULL OR l.accounting_on >= $3::date) AND ($4::text IS NULL OR l.accounting_on <= $4::date)
        AND ($5::text IS NULL OR e.refs @> ARRAY[$5])
        AND ($6::bigint IS NULL OR l.account_line_no ${isBackward ? '>' : '<'} $6)
      ORDER BY l.account_line_no ${isBackward ? 'ASC' : 'DESC'} LIMIT $7`,
    [
      tx.scope.entityId,
      query.accountId,
      query.from ?? null,
      query.to ?? null,
      query.ref ?? null,
      cursorOf(before ?? after),
      limit + 1,
    ],
  )
  const isFirst = after === null && before === null
  return pageOf(rows.map(lineOf), { isBackward, isFirst, limit, keyOf: ({ lineNo }) => lineNo })
}

/** An account's balance at the end of an accounting day, in minor units. */
export async function balanceOn(tx: Sql, accountId: string, on: string): Promise<bigint> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT (a.balance_minor - coalesce((SELECT sum(l.amount_minor) FROM journal_line l
               WHERE l.account_id = a.id AND l.accounting_on > $4::date), 0))::bigint AS minor
       FROM ledger_account a WHERE a.entity_id = $1 AND a.livemode = $2 AND a.id = $3::bigint`,
    [tx.scope.entityId, tx.scope.livemode, accountId, on],
  )
  return row?.minor ?? 0n
}

/**
 * An account's balance at an instant of the world's clock, in minor units.
 * No entry's accounting day lies before the day it happened on, anywhere on earth: that bounds what is read.
 */
export async function balanceAt(tx: Sql, accountId: string, at: Date): Promise<bigint> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT (a.balance_minor - coalesce((
              SELECT sum(l.amount_minor) FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
               WHERE l.account_id = a.id AND l.accounting_on >= ($4::timestamptz - interval '1 day')::date
                 AND e.occurred_at > $4::timestamptz), 0))::bigint AS minor
       FROM ledger_account a WHERE a.entity_id = $1 AND a.livemode = $2 AND a.id = $3::bigint`,
    [tx.scope.entityId, tx.scope.livemode, accountId, at.toISOString()],
  )
  return row?.minor ?? 0n
}

function lineOf(row: Row): StatementLine {
  return {
    lineNo: row.account_line_no.toString(),
    entryId: row.entry_id.toString(),
    accountingOn: row.accounting_on,
    priorOn: row.prior_on,
    occurredAt: row.occurred_at.toISOString(),
    description: row.description,
    rule: row.rule,
    refs: row.refs,
    amount: { minor: row.amount_minor.toString(), currency: row.currency },
    balanceAfter: { minor: row.balance_after_minor.toString(), currency: row.currency },
  }
}
