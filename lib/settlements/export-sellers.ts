import type { Actor } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { instant } from '#lib/platform/export-columns.ts'
import { type Standing, standingLook } from '#lib/sellers/standing-model.ts'
import { listSellersWithMoney } from './list-sellers-with-money.ts'

const PAGE = 1_000

export const SELLER_HEADER = [
  'Seller id',
  'Stripe account',
  'Name',
  'Status',
  'Reason',
  'Country',
  'Paid in',
  instant('Joined (UTC)'),
  instant('First sale (UTC)'),
  'Owed',
  'Carried',
]

/** Every seller the filters let through, as cells, a page per read. */
export async function* exportSellers(
  actor: Actor,
  query: { readonly q: string | null; readonly standing: Standing | null },
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listSellersWithMoney(tx, { ...query, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.stripeAccount,
      row.name,
      standingLook(row.standing).word,
      row.reason,
      row.country,
      row.currency,
      row.accountCreatedAt,
      row.firstSaleAt ?? '',
      inWords(row.owed),
      inWords(row.carried),
    ])
    after = page.nextCursor
  } while (after !== null)
}

const inWords = (amounts: readonly WireMoney[]) => amounts.map((amount) => formatMoney(amount)).join(' · ')
