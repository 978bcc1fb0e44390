import { cache } from 'react'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction } from '#lib/platform/db.ts'

export type OwnSeller = {
  readonly name: string
  readonly country: string
  /** The account's default currency, upper case. */
  readonly currency: string
  readonly payoutsEnabled: boolean
}

/** The seller whose portal this is. One look-up per request. */
export const ownSeller = cache(async (actor: SellerActor): Promise<OwnSeller> => {
  const [row] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<OwnSeller>(
      `SELECT name, country, upper(default_currency) AS currency, payouts_enabled AS "payoutsEnabled" FROM seller WHERE id = $1`,
      [actor.sellerId],
    ),
  )
  if (row === undefined) throw new Error(`seller ${actor.sellerId} is not there`)
  return row
})
