import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listSellers } from './list-sellers.ts'
import { type Standing, standingLook } from './standing-model.ts'

const PAGE = 1_000

export const SELLER_HEADER = [
  'Seller id',
  'Stripe account',
  'Name',
  'Status',
  'Reason',
  'Country',
  'Paid in',
  'Joined (UTC)',
  'First sale (UTC)',
]

/** Every seller the filters let through, as cells, a page per read. */
export async function* exportSellers(
  actor: Actor,
  query: { readonly q: string | null; readonly standing: Standing | null },
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listSellers(tx, { ...query, after, limit: PAGE }))
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
    ])
    after = page.nextCursor
  } while (after !== null)
}
