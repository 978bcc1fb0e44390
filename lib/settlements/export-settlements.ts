import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { day, instant, summed } from '#lib/platform/export-columns.ts'
import { listSettlements, type SettlementQuery } from './list-settlements.ts'
import { settlementLook } from './state-model.ts'

const PAGE = 1_000

export const SETTLEMENT_HEADER = [
  'Settlement id',
  'Source',
  'Order',
  'Seller',
  'Status',
  'Reason',
  day('Accounting day'),
  instant('Collected at (UTC)'),
  'Currency',
  summed('Gross'),
  summed('Refunded'),
  summed('Commission'),
  summed('Sellers’ share'),
]

/** Every settlement the filters let through, as cells, a page per read so that no transaction stays open for long. */
export async function* exportSettlements(
  actor: Actor,
  query: Omit<SettlementQuery, 'after' | 'before' | 'limit'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listSettlements(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.source,
      row.orderId,
      row.sellers,
      settlementLook(row.state).word,
      row.stateReason,
      row.accountingOn,
      row.collectedAt,
      row.gross.currency,
      plainDecimal(row.gross),
      plainDecimal(row.refunded),
      plainDecimal(row.commission),
      plainDecimal(row.owed),
    ])
    after = page.nextCursor
  } while (after !== null)
}
