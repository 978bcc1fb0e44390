import { plainDecimal } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { chartAccount } from '../chart.ts'

export const BATCH_HEADER = [
  'Batch',
  'Entry',
  'Line',
  'Accounting day',
  'Belongs to (prior period)',
  'Occurred at (UTC)',
  'Code',
  'Account',
  'Subject',
  'Currency',
  'Debit',
  'Credit',
  'What happened',
  'Rule',
  'Source',
  'About',
]

type Row = {
  entryId: bigint
  lineNo: number
  on: string
  priorOn: string | null
  occurredAt: Date
  code: string
  subject: string
  currency: string
  minor: bigint
  description: string
  rule: string
  sourceId: string
  refs: string[]
}

const PAGE = 1_000

/** Some entries of a batch with all their lines, as cells, and the entry to go on after; null at the end. */
export async function batchLines(
  tx: Sql,
  number: number,
  after: string,
): Promise<{ cells: string[][]; next: string | null }> {
  const rows = await tx.sql<Row>(
    `WITH page AS (
       SELECT entry_id FROM journal_batch_entry WHERE entity_id = $1 AND livemode = $2 AND batch_number = $3 AND entry_id > $4::bigint
        ORDER BY entry_id LIMIT ${PAGE})
     SELECT e.id AS "entryId", l.line_no AS "lineNo", l.accounting_on::text AS "on", e.prior_on::text AS "priorOn",
            e.occurred_at AS "occurredAt", a.code, a.subject, l.currency::text, l.amount_minor AS minor, e.description, e.rule,
            e.source_id AS "sourceId", e.refs
       FROM page JOIN journal_entry e ON e.id = page.entry_id JOIN journal_line l ON l.entry_id = e.id
       JOIN ledger_account a ON a.id = l.account_id ORDER BY e.id, l.line_no`,
    [tx.scope.entityId, tx.scope.livemode, number, after],
  )
  const entries = new Set(rows.map(({ entryId }) => entryId)).size
  return {
    cells: rows.map((row) => cellsOf(number, row)),
    next: entries < PAGE ? null : (rows.at(-1)?.entryId.toString() ?? null),
  }
}

function cellsOf(number: number, row: Row): string[] {
  const { gl, name } = chartAccount(row.code)
  const isCredit = row.minor < 0n
  const size = plainDecimal({ minor: isCredit ? -row.minor : row.minor, currency: row.currency })
  return [
    number.toString(),
    row.entryId.toString(),
    row.lineNo.toString(),
    row.on,
    row.priorOn ?? '',
    row.occurredAt.toISOString(),
    gl,
    name,
    row.subject,
    row.currency,
    isCredit ? '' : size,
    isCredit ? size : '',
    row.description,
    row.rule,
    row.sourceId,
    row.refs.join(' '),
  ]
}
