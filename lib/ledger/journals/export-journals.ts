import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { day, instant, summed } from '#lib/platform/export-columns.ts'
import { JOURNAL_TEMPLATES } from './journals-model.ts'
import { type JournalQuery, listJournals } from './list-journals.ts'

const PAGE = 500

export const JOURNAL_HEADER = [
  'Journal id',
  'Kind',
  day('Accounting day'),
  'Code',
  'Account',
  'Currency',
  summed('Debit'),
  summed('Credit'),
  'Why',
  'Evidence',
  'Document SHA-256',
  day('Reversed on'),
  'Status',
  'Entry',
  'Reversal',
  'Asked by',
  instant('Asked at (UTC)'),
]

/** Every line of every journal the filters let through, as cells, a page per read. */
export async function* exportJournals(
  actor: Actor,
  query: Pick<JournalQuery, 'q' | 'template'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listJournals(tx, { ...query, after, limit: PAGE }))
    yield page.rows.flatMap((row) =>
      row.lines.map(({ gl, name, currency, amountMinor }) => {
        const isCredit = amountMinor.startsWith('-')
        const size = plainDecimal({ minor: isCredit ? amountMinor.slice(1) : amountMinor, currency })
        return [
          row.id,
          JOURNAL_TEMPLATES[row.template].word,
          row.accountingOn,
          gl,
          name,
          currency,
          isCredit ? '' : size,
          isCredit ? size : '',
          row.reason,
          row.evidence,
          row.attachmentHash,
          row.reversesOn ?? '',
          row.state,
          row.entryId ?? '',
          row.reversalEntryId ?? '',
          row.createdByName,
          row.createdAt,
        ]
      }),
    )
    after = page.nextCursor
  } while (after !== null)
}
