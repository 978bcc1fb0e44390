import { expect, test } from 'vitest'
import { DAY } from '../core/clock.ts'
import { Dealer } from './discrepancy.ts'
import { EPISODE_KINDS } from './episodes.ts'
import { type Plan, Planner } from './plan.ts'
import { sizeOf } from './scale.ts'
import { Tendencies } from './tendencies.ts'

const END = Date.parse('2026-11-20T00:00:00Z') / 1000

const planOf = (seed: number, scale: 'small' | 'demo' = 'demo'): Plan => {
  const size = sizeOf(scale)
  return { ...size, seed, start: END - size.days * DAY, end: END, goLive: END - 14 * DAY, discrepancies: true }
}

/** Paid orders and disputes of a year, by seller. */
function yearOf(seed: number) {
  const plan = planOf(seed)
  const planner = new Planner(plan, new Dealer(plan))
  const sellers = new Map<string, { paid: number; disputed: number }>()
  for (let day = 0; day < plan.days; day += 1)
    for (const { lines, fate, afterSale } of planner.ordersOf(plan.start + day * DAY)) {
      const key = lines[0]?.seller ?? ''
      const so = sellers.get(key) ?? { paid: 0, disputed: 0 }
      if (fate === 'paid')
        sellers.set(key, { paid: so.paid + 1, disputed: so.disputed + (afterSale.dispute === null ? 0 : 1) })
    }
  return [...sellers.values()]
}

test('most sellers stay below what networks call excessive, and few of them have most of the disputes', () => {
  for (const seed of [1, 2, 3]) {
    const sellers = yearOf(seed)
    const sum = (of: (one: { paid: number; disputed: number }) => number) =>
      sellers.reduce((all, one) => all + of(one), 0)
    const share = sum(({ disputed }) => disputed) / sum(({ paid }) => paid)
    expect(share).toBeGreaterThan(0.003)
    expect(share).toBeLessThan(0.009)
    const sorted = sellers.map(({ disputed }) => disputed).toSorted((one, other) => other - one)
    const top = sorted.slice(0, 12).reduce((all, one) => all + one, 0)
    expect(top / sum(({ disputed }) => disputed)).toBeGreaterThan(0.5)
    expect(sellers.filter(({ paid, disputed }) => disputed / paid < 0.01).length).toBeGreaterThan(35)
  }
})

test('the same seed makes the same lives; trouble lasts for weeks; sellers of stories are spared', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => new Tendencies(planOf(seed)))
  expect([...(again?.lives ?? [])]).toEqual([...(one?.lives ?? [])])
  expect([...(other?.lives ?? [])]).not.toEqual([...(one?.lives ?? [])])
  const standings = [...(one?.lives.values() ?? [])].flatMap((life) =>
    life.standings.map((now, week) => [now, life.standings[week + 1]]),
  )
  const failing = standings.filter(([now, next]) => now === 'failing' && next !== undefined)
  expect(failing.filter(([, next]) => next === 'failing').length / failing.length).toBeGreaterThan(0.75)
  expect(new Set(one?.lives.get('ridgeline')?.standings)).toEqual(new Set(['well']))
})

test('in the last days one seller misbehaves in each way, and another only seems to', () => {
  const { episodes } = new Tendencies(planOf(7))
  for (const kind of EPISODE_KINDS) {
    const last = episodes.filter((one) => one.kind === kind && one.until === END)
    expect(last.map(({ isInnocent }) => isInnocent)).toEqual([false, true])
  }
  const last = episodes
    .filter(({ until }) => until === END)
    .flatMap(({ seller, partner }) => [seller, partner ?? []].flat())
  expect(new Set(last).size).toBe(last.length)
})

test('a history for tests has none of it: everybody is the same', () => {
  const { lives, episodes } = new Tendencies(planOf(1, 'small'))
  expect([lives.size, episodes.length]).toEqual([0, 0])
})
