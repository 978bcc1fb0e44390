import { DAY, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { createAccount } from '../objects/account.ts'
import { createBuyers } from './buyers.ts'
import { refOf } from './contract.ts'
import type { Plan } from './plan.ts'
import type { SellerPart } from './seller-part.ts'
import type { Stage } from './stage.ts'

/** Who takes part: every seller's account, opened on the day it joined, and the buyers. */
export function setStage(world: World, plan: Plan): Stage {
  const sellers = new Map<string, { part: SellerPart; account: string }>()
  for (const part of plan.sellers.toSorted((a, b) => b.joinedDaysAgo - a.joinedDaysAgo)) {
    const joined = plan.end - part.joinedDaysAgo * DAY + 9 * HOUR
    const account = world.clock.at(joined, () => openAccount(world, part))
    sellers.set(part.key, { part, account })
  }
  const buyers = world.clock.at(plan.start, () => createBuyers(world, plan.buyers))
  return { world, end: plan.end, goLive: plan.goLive, sellers, buyers, made: new WeakMap() }
}

function openAccount(world: World, part: SellerPart): string {
  const { id } = createAccount(world, {
    country: part.country,
    currency: part.currency,
    email: `finance@${part.key}.example`,
    name: part.name,
    url: `https://${part.key}.example`,
    type: part.paysStripe ? 'standard' : 'express',
    metadata: { seller_ref: refOf(part) },
    interval: part.interval,
    ...(part.weeklyAnchor !== undefined && { weeklyAnchor: part.weeklyAnchor }),
  })
  return id
}
