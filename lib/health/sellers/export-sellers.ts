import type { Actor } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { standingLook } from '#lib/sellers/standing-model.ts'
import { listSellersWithHealth, type SellerQuery } from './list-sellers.ts'

const PAGE = 1_000

export const SELLER_HEADER = [
  'Seller id',
  'Stripe account',
  'Name',
  'Status',
  'Reason',
  count('Health'),
  count('Change in four weeks'),
  count('Open alerts'),
  'Country',
  'Paid in',
  instant('Joined (UTC)'),
  instant('First sale (UTC)'),
  'Owed',
  'Oldest owed (days)',
  'Carried',
]

/** Every seller the filters let through, as cells, a page per read. */
export async function* exportSellers(
  actor: Actor,
  query: Pick<SellerQuery, 'q' | 'standing' | 'health' | 'alert'>,
  today: string,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listSellersWithHealth(tx, { ...query, after, limit: PAGE }, today))
    yield page.rows.map((row) => [
      row.id,
      row.stripeAccount,
      row.name,
      standingLook(row.standing).word,
      row.reason,
      row.score?.toString() ?? '',
      row.change?.toString() ?? '',
      row.alerts.toString(),
      row.country,
      row.currency,
      row.accountCreatedAt,
      row.firstSaleAt ?? '',
      inWords(row.owed),
      row.waitingSince ?? '',
      inWords(row.carried),
    ])
    after = page.nextCursor
  } while (after !== null)
}

const inWords = (amounts: readonly WireMoney[]) => amounts.map((amount) => formatMoney(amount)).join(' · ')
