import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import type { Buyers } from './buyers.ts'
import { type Order, onlySeller } from './order.ts'
import type { SellerPart } from './seller-part.ts'

export type Stage = {
  world: World
  end: number
  goLive: number
  sellers: ReadonlyMap<string, { part: SellerPart; account: string }>
  buyers: Buyers
  /** The invoice or payment intent that each order became, for as long as anything still holds the order. */
  made: WeakMap<Order, { invoice: string | null; intent: string | null }>
}

/** The account on which the buyer pays. */
export const homeOf = (stage: Stage, order: Order): string =>
  order.pattern === 'direct' ? accountOf(stage, onlySeller(order) ?? '') : stage.world.platform

/** The charge that collected the order, if it was collected. */
export function chargeOf(stage: Stage, order: Order): Rows['charge'] | undefined {
  const { world } = stage
  const home = homeOf(stage, order)
  const made = stage.made.get(order)
  if (!made) return undefined
  const [payment] = made.invoice === null ? [] : world.store.all('invoice_payment', home, { invoice: made.invoice })
  const intentId = made.intent ?? payment?.payment.payment_intent
  const intent = intentId === undefined ? undefined : world.store.find('payment_intent', home, intentId)
  if (intent?.status !== 'succeeded' || intent.latest_charge === null) return undefined
  return world.store.find('charge', home, intent.latest_charge)
}

export function accountOf(stage: Stage, key: string): string {
  const seller = stage.sellers.get(key)
  if (!seller) throw new Error(`The plan names a seller that is not in the cast: ${key}`)
  return seller.account
}

export function partOf(stage: Stage, key: string): SellerPart {
  const seller = stage.sellers.get(key)
  if (!seller) throw new Error(`The plan names a seller that is not in the cast: ${key}`)
  return seller.part
}
