import { invalid } from '../core/failure.ts'
import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { cadenceOf, itemsOf, planOf, recurringPrice } from './subscription-item.ts'

/** What is to become of one item: new without an id, gone when `deleted`. */
export type ItemChange = {
  id: string | null
  price: string | null
  quantity: number | null
  metadata: ((current: Metadata) => Metadata) | null
  deleted: boolean
}

/** An item before and after; new ones have no before, deleted ones no after. Nothing is stored yet. */
export type PlannedItem = {
  before: SubscriptionItemRow | null
  after: (Pick<SubscriptionItemRow, 'price' | 'plan' | 'metadata'> & { quantity: number }) | null
}

/** Works out what the changes make of the items, and refuses what cannot be. */
export function planItems(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  changes: readonly ItemChange[],
): PlannedItem[] {
  const current = itemsOf(world, account, subscription.id)
  const kept = current.map((before): PlannedItem => {
    const change = changes.find(({ id }) => id === before.id)
    if (change?.deleted) return { before, after: null }
    const price =
      change?.price == null ? before.price : recurringPrice(world, account, change.price, subscription.currency)
    const quantity = quantityOf(change?.quantity ?? before.quantity ?? 1)
    const metadata = change?.metadata?.(before.metadata) ?? before.metadata
    return { before, after: { price, plan: planOf(price), quantity, metadata } }
  })
  const made = changes
    .filter(({ id }) => id === null)
    .map((change): PlannedItem => {
      const price = recurringPrice(world, account, change.price ?? '', subscription.currency)
      const quantity = quantityOf(change.quantity ?? 1)
      return { before: null, after: { price, plan: planOf(price), quantity, metadata: change.metadata?.({}) ?? {} } }
    })
  const missing = changes.find(({ id }) => id !== null && !current.some((item) => item.id === id))
  if (missing) throw invalid(`No such subscription item: '${missing.id}'`, 'items[0][id]', 'resource_missing')
  const planned = [...kept, ...made]
  if (!planned.some(({ after }) => after !== null))
    throw invalid('A subscription must have at least one active plan.', 'items')
  return planned
}

function quantityOf(quantity: number): number {
  if (quantity < 0) throw invalid('Invalid non-negative integer', 'items[0][quantity]', 'parameter_invalid_integer')
  return quantity
}

/** Whether the item costs something else from now on. */
export const isOtherCost = ({ before, after }: PlannedItem): boolean =>
  before?.price.id !== after?.price.id || before?.quantity !== after?.quantity

/** Whether it is billed at other intervals from now on, which begins the billing cycle anew. */
export function isOtherCadence({ before, after }: PlannedItem): boolean {
  if (before === null || after === null) return false
  const [left, right] = [cadenceOf(before.price), cadenceOf(after.price)]
  return left.interval !== right.interval || left.count !== right.count
}
