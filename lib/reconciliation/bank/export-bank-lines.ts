import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { day, summed } from '#lib/platform/export-columns.ts'
import { LINE_STANDINGS } from './bank-line-model.ts'
import { type BankLineQuery, listBankLines } from './list-bank-lines.ts'

const PAGE = 500

export const BANK_LINE_HEADER = [
  'Line id',
  'Account',
  day('Booked'),
  day('Value day'),
  'Currency',
  summed('Amount'),
  'Reference',
  'Counterparty',
  'Bank reference',
  'Status',
  'File',
  'Line of the file',
]

/** Every bank line the filters let through, as cells, a page per read. */
export async function* exportBankLines(
  actor: Actor,
  query: Pick<BankLineQuery, 'q' | 'account' | 'file' | 'standing'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listBankLines(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.accountName,
      row.bookedOn,
      row.valueOn ?? '',
      row.amount.currency,
      plainDecimal(row.amount),
      row.reference,
      row.counterparty,
      row.bankReference,
      LINE_STANDINGS[row.standing],
      row.fileId,
      row.lineNo.toString(),
    ])
    after = page.nextCursor
  } while (after !== null)
}
