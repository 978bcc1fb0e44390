import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { chartAccount } from './chart.ts'
import { cursorOf, type Page, pageOf } from './paging.ts'

export type LedgerAccountRow = {
  readonly id: string
  readonly book: string
  readonly code: string
  readonly gl: string
  readonly name: string
  readonly words: string
  /** `sel_…` of a payable; empty for accounts kept once. */
  readonly subject: string
  /** The seller's name; empty when the account is not kept per seller. */
  readonly sellerName: string
  /** Debits minus credits. */
  readonly balance: WireMoney
  readonly lineCount: string
}

type Filters = {
  readonly book?: string | null
  readonly code?: string | null
  readonly currency?: string | null
  /** Part of a seller's name or id, or of an account's code. */
  readonly q?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = {
  id: bigint
  book: string
  code: string
  subject: string
  currency: string
  balance_minor: bigint
  line_count: bigint
  seller_name: string
}

const SELECT = `
SELECT a.id, a.book, a.code, a.subject, a.currency, a.balance_minor, a.line_count, coalesce(s.name, '') AS seller_name
  FROM ledger_account a
  LEFT JOIN seller s ON s.id = a.subject
 WHERE a.entity_id = $1 AND a.livemode = $2`

/** Accounts in the order they were opened, a page at a time. */
export async function listAccounts(tx: Sql, filters: Filters): Promise<Page<LedgerAccountRow>> {
  const { after = null, before = null, limit } = filters
  const isBackward = before !== null
  const rows = await tx.sql<Row>(
    `${SELECT}
      AND ($3::text IS NULL OR a.book = $3) AND ($4::text IS NULL OR a.code = $4) AND ($5::text IS NULL OR a.currency = $5)
      AND ($6::text IS NULL OR s.name ILIKE '%' || $6 || '%' OR a.subject = $6 OR s.stripe_account = $6 OR a.code ILIKE '%' || $6 || '%')
      AND ($7::bigint IS NULL OR a.id ${isBackward ? '<' : '>'} $7)
      ORDER BY a.id ${isBackward ? 'DESC' : 'ASC'} LIMIT $8`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      filters.book ?? null,
      filters.code ?? null,
      filters.currency ?? null,
      filters.q ?? null,
      cursorOf(before ?? after),
      limit + 1,
    ],
  )
  return pageOf(rows.map(rowOf), {
    isBackward,
    isFirst: after === null && before === null,
    limit,
    keyOf: ({ id }) => id,
  })
}

/** One account; null when there is none of this id. */
export async function getAccount(tx: Sql, id: string): Promise<LedgerAccountRow | null> {
  const key = cursorOf(id)
  if (key === null) return null
  const [row] = await tx.sql<Row>(`${SELECT} AND a.id = $3`, [tx.scope.entityId, tx.scope.livemode, key])
  return row === undefined ? null : rowOf(row)
}

function rowOf(row: Row): LedgerAccountRow {
  const { gl, name, words } = chartAccount(row.code)
  return {
    id: row.id.toString(),
    book: row.book,
    code: row.code,
    gl,
    name,
    words,
    subject: row.subject,
    sellerName: row.seller_name,
    balance: { minor: row.balance_minor.toString(), currency: row.currency },
    lineCount: row.line_count.toString(),
  }
}
