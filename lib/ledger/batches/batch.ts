import type { Sql } from '#lib/platform/db.ts'
import type { AccountCode } from '../chart.ts'
import type { Month } from '../periods/month-model.ts'
import { batchAltered, noBatch } from './batch-refusals.ts'

export type Batch = {
  readonly number: number
  readonly month: Month
  readonly entryCount: number
  readonly contentHash: string
  /** What accounts were called in files when it was numbered, by layout and chart code. */
  readonly targets: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly createdByName: string
  readonly createdAt: Date
}

const COLUMNS = `b.number, to_char(b.month, 'YYYY-MM') AS month, b.entry_count AS "entryCount", b.content_hash AS "contentHash", b.targets,
  coalesce(p.name, '') AS "createdByName", b.created_at AS "createdAt"`

/** Every batch, latest first. */
export const listBatches = (tx: Sql): Promise<Batch[]> =>
  tx.sql<Batch>(
    `SELECT ${COLUMNS} FROM journal_batch b LEFT JOIN person p ON p.id = b.created_by
      WHERE b.entity_id = $1 AND b.livemode = $2 ORDER BY b.number DESC LIMIT 500`,
    [tx.scope.entityId, tx.scope.livemode],
  )

/** A batch that still says what it said when it was numbered; refuses one that does not, or is none. */
export async function wholeBatch(tx: Sql, number: number): Promise<Batch> {
  const [batch] = await tx.sql<Batch>(
    `SELECT ${COLUMNS} FROM journal_batch b LEFT JOIN person p ON p.id = b.created_by
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.number = $3`,
    [tx.scope.entityId, tx.scope.livemode, number],
  )
  if (batch === undefined) throw noBatch()
  if ((await batchHash(tx, number)) !== batch.contentHash) throw batchAltered(number)
  return batch
}

/** What a batch's entries say now, as one hash. */
export async function batchHash(tx: Sql, number: number): Promise<string> {
  const [row] = await tx.sql<{ hash: string }>(
    `SELECT encode(sha256(coalesce(string_agg(e.content_hash, ''::bytea ORDER BY e.id), ''::bytea)), 'hex') AS hash
       FROM journal_batch_entry b JOIN journal_entry e ON e.id = b.entry_id
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.batch_number = $3`,
    [tx.scope.entityId, tx.scope.livemode, number],
  )
  return row?.hash ?? ''
}

/** What a batch comes to on one day in one currency, by account: balanced, because its entries are. */
export type BatchJournal = {
  /** Unique among all batches, at most 21 characters: `T12-261031USD`. */
  readonly docNumber: string
  readonly on: string
  readonly currency: string
  readonly memo: string
  readonly lines: readonly { readonly code: AccountCode; readonly minor: bigint }[]
}

type Row = { on: string; currency: string; code: AccountCode; minor: bigint }

/** A batch as journals: one per accounting day and currency, in order. */
export async function batchJournals(tx: Sql, { number }: Pick<Batch, 'number'>): Promise<BatchJournal[]> {
  const rows = await tx.sql<Row>(
    `SELECT l.accounting_on::text AS "on", l.currency::text, a.code, sum(l.amount_minor)::bigint AS minor
       FROM journal_batch_entry b JOIN journal_line l ON l.entry_id = b.entry_id JOIN ledger_account a ON a.id = l.account_id
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.batch_number = $3
      GROUP BY 1, 2, 3 HAVING sum(l.amount_minor) <> 0 ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode, number],
  )
  const journals = new Map<string, Row[]>()
  for (const row of rows) {
    const docNumber = `T${number}-${row.on.slice(2).replaceAll('-', '')}${row.currency}`
    journals.set(docNumber, [...(journals.get(docNumber) ?? []), row])
  }
  return [...journals].map(([docNumber, lines]) => {
    const { on = '', currency = '' } = lines[0] ?? {}
    return { docNumber, on, currency, memo: `Batch ${number}, ${on}, ${currency}`, lines }
  })
}
