import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { count, day, summed } from '#lib/platform/export-columns.ts'
import { VARIANCE_CLASSES, varianceLook } from './classes-model.ts'
import { listVariances, type VarianceFilter } from './list-variances.ts'

const PAGE = 1_000

export const VARIANCE_HEADER = [
  'Variance id',
  'Class',
  'Summary',
  'Seller id',
  'Seller',
  'Currency',
  summed('Amount'),
  day('Happened on'),
  count('Age in days'),
  'Status',
  'Resolution',
  'Owner',
  'Ticket id',
]

/** Every variance the filters let through, as cells, a page per read so that no transaction stays open for long. */
export async function* exportVariances(
  actor: Actor,
  filter: VarianceFilter,
  today: string,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listVariances(tx, { ...filter, after, limit: PAGE }, today))
    yield page.rows.map((row) => [
      row.id,
      VARIANCE_CLASSES[row.class].name,
      row.summary,
      row.sellerId,
      row.sellerName,
      row.amount.currency,
      plainDecimal(row.amount),
      row.happenedOn,
      row.days.toString(),
      varianceLook(row.state).word,
      row.resolution,
      row.ownerName,
      row.ticketId,
    ])
    after = page.nextCursor
  } while (after !== null)
}
