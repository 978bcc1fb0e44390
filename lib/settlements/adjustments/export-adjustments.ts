import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { instant, summed } from '#lib/platform/export-columns.ts'
import { type AdjustmentQuery, listAdjustments } from './list-adjustments.ts'

const PAGE = 1_000

export const ADJUSTMENT_HEADER = [
  'Adjustment id',
  'Seller',
  'Currency',
  summed('Amount'),
  'Reason',
  'Note',
  'Evidence',
  'Status',
  summed('Not kept back yet'),
  'Asked by',
  instant('Asked at (UTC)'),
  instant('In the books at (UTC)'),
]

/** Every adjustment the filters let through, as cells, a page per read. */
export async function* exportAdjustments(
  actor: Actor,
  query: Pick<AdjustmentQuery, 'q' | 'reason'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listAdjustments(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.sellerName,
      row.amount.currency,
      plainDecimal(row.amount),
      row.reason,
      row.note,
      row.evidence,
      row.state,
      plainDecimal(row.open),
      row.createdByName,
      row.createdAt,
      row.postedAt ?? '',
    ])
    after = page.nextCursor
  } while (after !== null)
}
