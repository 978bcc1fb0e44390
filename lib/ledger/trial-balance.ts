import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { chartAccount } from './chart.ts'
import type { AccountKind } from './chart-account.ts'
import type { Book } from './entry.ts'

export type TrialBalanceRow = {
  readonly code: string
  readonly gl: string
  readonly name: string
  readonly kind: AccountKind
  readonly words: string
  readonly currency: string
  /** How many accounts stand behind the row: one per seller for payables. */
  readonly accountCount: number
  /** The one account behind the row; null when there are several. */
  readonly accountId: string | null
  /** Debit balances and credit balances of the accounts behind the row, never netted across sellers. */
  readonly debit: WireMoney
  readonly credit: WireMoney
}

export type TrialBalance = {
  readonly rows: readonly TrialBalanceRow[]
  readonly totals: readonly { readonly currency: string; readonly debit: WireMoney; readonly credit: WireMoney }[]
}

type Row = { code: string; currency: string; account_count: bigint; account_id: bigint; debit: string; credit: string }

/**
 * Every account of a book with its balance at the end of an accounting day; now, when no day is given.
 * Works backwards from the running balances, so it reads only the lines after the day.
 */
export async function trialBalance(tx: Sql, book: Book, on: string | null): Promise<TrialBalance> {
  const found = await tx.sql<Row>(
    `SELECT a.code, a.currency, count(*) AS account_count, min(a.id) AS account_id,
            sum(greatest(b.minor, 0))::text AS debit, sum(greatest(-b.minor, 0))::text AS credit
       FROM ledger_account a
      CROSS JOIN LATERAL (
        SELECT a.balance_minor - coalesce((
          SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on > $4::date), 0) AS minor) b
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = $3
      GROUP BY a.code, a.currency`,
    [tx.scope.entityId, tx.scope.livemode, book, on ?? 'infinity'],
  )
  const rows = found.map(rowOf).sort((left, right) => orderOf(left).localeCompare(orderOf(right)))
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  return { rows, totals: currencies.map((currency) => totalOf(rows, currency)) }
}

function rowOf({ code, currency, account_count, account_id, debit, credit }: Row): TrialBalanceRow {
  const { gl, name, kind, words } = chartAccount(code)
  return {
    code,
    gl,
    name,
    kind,
    words,
    currency,
    accountCount: Number(account_count),
    accountId: account_count === 1n ? account_id.toString() : null,
    debit: { minor: debit, currency },
    credit: { minor: credit, currency },
  }
}

const orderOf = ({ currency, gl, code }: TrialBalanceRow) => `${currency} ${gl} ${code}`

function totalOf(rows: readonly TrialBalanceRow[], currency: string) {
  const total = (side: 'debit' | 'credit') =>
    rows.reduce((sum, row) => (row.currency === currency ? sum + BigInt(row[side].minor) : sum), 0n)
  return {
    currency,
    debit: toWire({ minor: total('debit'), currency }),
    credit: toWire({ minor: total('credit'), currency }),
  }
}
