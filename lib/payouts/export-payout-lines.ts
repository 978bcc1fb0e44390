import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { instant, summed } from '#lib/platform/export-columns.ts'
import type { PayoutKey } from './model.ts'
import { type LinePage, listPayoutLines } from './payout-lines.ts'

const PAGE = 1_000

export const PAYOUT_LINE_HEADER = [
  'Payout id',
  'Balance transaction',
  'Category',
  'Type',
  'Source',
  'Charge',
  'Transfer',
  'Settlement',
  'Seller',
  'Journal entry',
  instant('Created at (UTC)'),
  instant('Available on (UTC)'),
  'Currency',
  summed('Gross'),
  summed('Fee'),
  summed('Net'),
]

/** Every line of a payout, as cells, a page per read so that no transaction stays open for long. */
export async function* exportPayoutLines(actor: Actor, key: PayoutKey): AsyncGenerator<string[][]> {
  const platform = actor.entity.stripeAccount
  let after: string | null = null
  do {
    const query = { after, limit: PAGE }
    const page: LinePage = await read(actor.scope, (tx) => listPayoutLines(tx, key, { query, platform }))
    yield page.lines.map((line) => [
      key.payoutId,
      line.id,
      line.category,
      line.type,
      line.sourceId,
      line.chargeId,
      line.transferId,
      line.settlementId,
      line.sellerName,
      line.entryId,
      line.createdAt,
      line.availableOn,
      line.gross.currency,
      plainDecimal(line.gross),
      plainDecimal(line.fee),
      plainDecimal(line.net),
    ])
    after = page.next
  } while (after !== null)
}
