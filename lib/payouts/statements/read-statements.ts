import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { readContent } from './content.ts'
import type { Statement, StatementSum } from './statement-model.ts'

/** A statement in a list. */
export type StatementRow = {
  readonly id: string
  /** `2026-10` */
  readonly month: string
  readonly opening: WireMoney
  readonly closing: WireMoney
  readonly sums: readonly { readonly key: StatementSum; readonly amount: WireMoney }[]
  readonly lineCount: number
  readonly code: string
  /** ISO instant. */
  readonly issuedAt: string
}

type Row = {
  id: string
  month: string
  currency: string
  opening: bigint
  closing: bigint
  sums: readonly { key: StatementSum; minor: string }[]
  lineCount: number
  code: string
  issuedAt: Date
}

const STATEMENTS_MAX = 120
const COLUMNS = `id, to_char(month, 'YYYY-MM') AS month, currency::text AS currency, opening_minor AS opening, closing_minor AS closing, sums,
  line_count AS "lineCount", code, issued_at AS "issuedAt"`

/** A seller's statements, newest first. Under a seller's own role no other's are there. */
export async function listStatements(tx: Sql, sellerId: string): Promise<StatementRow[]> {
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM seller_statement WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3
      ORDER BY month DESC, currency LIMIT ${STATEMENTS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return rows.map(toRow)
}

export type IssuedStatement = StatementRow & { readonly statement: Statement }

/** One statement with its lines as they were issued; null when there is none, or it is another seller's. */
export async function getStatement(tx: Sql, id: string): Promise<IssuedStatement | null> {
  const [row] = await tx.sql<Row & { content: string }>(
    `SELECT ${COLUMNS}, content FROM seller_statement WHERE entity_id = $1 AND livemode = $2 AND id = $3`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  return row === undefined ? null : { ...toRow(row), statement: readContent(row.content) }
}

/** The ledger account that each of a seller's statements was made from: its id by currency. */
export async function statementAccounts(tx: Sql, sellerId: string): Promise<Readonly<Record<string, string>>> {
  const rows = await tx.sql<{ id: string; currency: string }>(
    `SELECT id::text AS id, currency::text AS currency FROM ledger_account
      WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = 'seller_payable' AND subject = $3`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return Object.fromEntries(rows.map(({ id, currency }) => [currency, id]))
}

/** The statement of a verification code: its month and what it closes with, and nothing of whose it is. Null when no code is so. */
export async function findByCode(
  tx: Sql,
  code: string,
): Promise<{ readonly month: string; readonly closing: WireMoney } | null> {
  const [row] = await tx.sql<{ month: string; closing: bigint; currency: string }>(
    `SELECT to_char(month, 'YYYY-MM') AS month, closing_minor AS closing, currency::text AS currency FROM seller_statement
      WHERE entity_id = $1 AND livemode = $2 AND code = $3`,
    [tx.scope.entityId, tx.scope.livemode, code],
  )
  return row === undefined
    ? null
    : { month: row.month, closing: toWire({ minor: row.closing, currency: row.currency }) }
}

function toRow({ currency, opening, closing, sums, issuedAt, ...row }: Row): StatementRow {
  const wire = (minor: bigint) => toWire({ minor, currency })
  return {
    id: row.id,
    month: row.month,
    lineCount: row.lineCount,
    code: row.code,
    opening: wire(opening),
    closing: wire(closing),
    sums: sums.map(({ key, minor }) => ({ key, amount: wire(BigInt(minor)) })),
    issuedAt: issuedAt.toISOString(),
  }
}
