// What the sandbox's marketplace sells per day in a seed, from its plan alone: no object is made and nothing is stored.
import { Dealer } from '#lib/stripe-sandbox/generate/discrepancy.ts'
import { totalOf } from '#lib/stripe-sandbox/generate/order.ts'
import { type Plan, Planner } from '#lib/stripe-sandbox/generate/plan.ts'
import { sizeOf } from '#lib/stripe-sandbox/generate/scale.ts'

export type Sales = { readonly key: string; readonly startsOn: string; readonly values: number[] }

const DAY = 86_400
const END = Date.parse('2026-11-20T00:00:00Z') / 1000

/** The paid orders per day, in minor units, of each currency and each seller, from the first day that sold anything. */
export function salesOfSeed(seed: number, days: number): Sales[] {
  const start = END - days * DAY
  const plan: Plan = { ...sizeOf('demo'), days, seed, start, end: END, goLive: END, discrepancies: false }
  const planner = new Planner(plan, new Dealer(plan))
  const sums = new Map<string, number[]>()
  for (let day = 0; day < days; day += 1)
    for (const order of planner.ordersOf(start + day * DAY)) {
      if (order.fate !== 'paid') continue
      for (const key of [order.currency, `seller ${order.lines[0]?.seller ?? ''}`]) {
        const values = sums.get(key) ?? Array.from({ length: days }, () => 0)
        values[day] = (values[day] ?? 0) + totalOf(order)
        sums.set(key, values)
      }
    }
  return [...sums].map(([key, values]) => {
    const first = values.findIndex((value) => value > 0)
    return {
      key,
      startsOn: new Date((start + first * DAY) * 1000).toISOString().slice(0, 10),
      values: values.slice(first),
    }
  })
}
