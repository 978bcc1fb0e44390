import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { chartAccount } from './chart.ts'
import { cursorOf } from './paging.ts'

export type EntryRow = {
  readonly id: string
  readonly book: string
  readonly sourceKind: string
  readonly sourceAccount: string
  readonly sourceId: string
  readonly sourcePart: string
  readonly rule: string
  readonly accountingOn: string
  /** The day it belongs to, when its month was closed before it arrived; null otherwise. */
  readonly priorOn: string | null
  /** ISO instants: the world's clock and ours. */
  readonly occurredAt: string
  readonly recordedAt: string
  readonly description: string
  readonly refs: readonly string[]
}

export type EntryLine = {
  readonly lineNo: number
  readonly accountId: string
  readonly gl: string
  readonly name: string
  readonly subject: string
  readonly sellerName: string
  /** Debits positive, credits negative. */
  readonly amount: WireMoney
  readonly balanceAfter: WireMoney
}

export type Entry = EntryRow & {
  readonly lines: readonly EntryLine[]
  readonly contentHash: string
  /** Whether the entry still says what it was recorded with. */
  readonly isUnaltered: boolean
  /** When it was sealed, ISO; null while it waits for the next seal. */
  readonly sealedAt: string | null
}

type Row = {
  id: bigint
  book: string
  source_kind: string
  source_account: string
  source_id: string
  source_part: string
  rule: string
  accounting_on: string
  prior_on: string | null
  occurred_at: Date
  recorded_at: Date
  description: string
  refs: string[]
}

const COLUMNS = `e.id, e.book, e.source_kind, e.source_account, e.source_id, e.source_part, e.rule,
  e.accounting_on::text AS accounting_on, e.prior_on::text AS prior_on, e.occurred_at, e.recorded_at, e.description, e.refs`

/** Most entries one object can show at once. */
const FOUND_MAX = 100

/** Entries about an object, named as `kind:id`, oldest first. */
export async function findEntries(tx: Sql, ref: string): Promise<EntryRow[]> {
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM journal_entry e
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.refs @> ARRAY[$3::text] ORDER BY e.id LIMIT ${FOUND_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, ref],
  )
  return rows.map(rowOf)
}

/** One entry with its lines and the state of its seal; null when there is none of this id. */
export async function getEntry(tx: Sql, id: string): Promise<Entry | null> {
  const key = cursorOf(id)
  if (key === null) return null
  const [row] = await tx.sql<Row & { content_hash: Uint8Array; is_unaltered: boolean; sealed_at: Date | null }>(
    `SELECT ${COLUMNS}, e.content_hash, journal_hash_now(e.id) IS NOT DISTINCT FROM e.content_hash AS is_unaltered,
            (SELECT s.sealed_at FROM seal s WHERE s.chain = 'journal' AND e.id BETWEEN s.from_id AND s.to_id LIMIT 1) AS sealed_at
       FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.id = $3::bigint`,
    [tx.scope.entityId, tx.scope.livemode, key],
  )
  if (row === undefined) return null
  return {
    ...rowOf(row),
    lines: await linesOf(tx, key),
    contentHash: Buffer.from(row.content_hash).toString('hex'),
    isUnaltered: row.is_unaltered,
    sealedAt: row.sealed_at?.toISOString() ?? null,
  }
}

async function linesOf(tx: Sql, entryId: string): Promise<EntryLine[]> {
  const rows = await tx.sql<{
    line_no: number
    account_id: bigint
    code: string
    subject: string
    seller_name: string
    currency: string
    amount_minor: bigint
    balance_after_minor: bigint
  }>(
    `SELECT l.line_no, l.account_id, a.code, a.subject, coalesce(s.name, '') AS seller_name, l.currency, l.amount_minor,
            l.balance_after_minor
       FROM journal_line l JOIN ledger_account a ON a.id = l.account_id LEFT JOIN seller s ON s.id = a.subject
      WHERE l.entity_id = $1 AND l.entry_id = $2::bigint ORDER BY l.line_no`,
    [tx.scope.entityId, entryId],
  )
  return rows.map((row) => {
    const { gl, name } = chartAccount(row.code)
    return {
      lineNo: row.line_no,
      accountId: row.account_id.toString(),
      gl,
      name,
      subject: row.subject,
      sellerName: row.seller_name,
      amount: { minor: row.amount_minor.toString(), currency: row.currency },
      balanceAfter: { minor: row.balance_after_minor.toString(), currency: row.currency },
    }
  })
}

function rowOf(row: Row): EntryRow {
  return {
    id: row.id.toString(),
    book: row.book,
    sourceKind: row.source_kind,
    sourceAccount: row.source_account,
    sourceId: row.source_id,
    sourcePart: row.source_part,
    rule: row.rule,
    accountingOn: row.accounting_on,
    priorOn: row.prior_on,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    description: row.description,
    refs: row.refs,
  }
}
