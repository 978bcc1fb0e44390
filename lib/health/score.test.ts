import { describe, expect, test } from 'vitest'
import { COMPONENT_KEYS, COMPONENTS, type ComponentKey, componentText } from './components-model.ts'
import { marketOf } from './market.ts'
import { healthSettings } from './schema.ts'
import { type Measures, scoreSeller } from './score.ts'
import { DEFAULT_SETTINGS } from './settings-model.ts'
import { reasonOf } from './words-model.ts'

const UNKNOWN = Object.fromEntries(COMPONENT_KEYS.map((key) => [key, null])) as Measures
const NO_MARKET = { priors: {}, quantiles: {}, peers: {} }

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

function someone(next: () => number): Measures {
  const measure = (key: ComponentKey) => {
    const { from, to, minSample } = COMPONENTS[key]
    if (next() < 0.2) return null
    return { value: next() * 2 * Math.max(from, to), sample: minSample === 0 ? 1 : Math.floor(next() * 4 * minSample) }
  }
  return Object.fromEntries(COMPONENT_KEYS.map((key) => [key, measure(key)])) as Measures
}

const random = numbers(7)
const next = () => random.next().value as number
const sellers = Array.from({ length: 300 }, () => someone(next))
const market = marketOf(sellers)

describe('a score', () => {
  test('lies between 0 and 100, and is a hundred less what its components take', () => {
    for (const measures of sellers) {
      const { score, components } = scoreSeller(measures, market, DEFAULT_SETTINGS)
      const lost = COMPONENT_KEYS.reduce((sum, key) => sum + components[key].lost, 0)
      expect(score).toBe(Math.round((1_000 - lost) / 10))
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
    }
  })

  test.each(COMPONENT_KEYS)('never gets better when %s gets worse', (key) => {
    const { from, to } = COMPONENTS[key]
    for (const measures of sellers) {
      const known = measures[key]
      if (known === null) continue
      const worse = { ...known, value: known.value + (to > from ? 1 : -1) * next() * Math.abs(to - from) }
      const before = scoreSeller(measures, market, DEFAULT_SETTINGS)
      const after = scoreSeller({ ...measures, [key]: worse }, market, DEFAULT_SETTINGS)
      expect(after.score).toBeLessThanOrEqual(before.score)
      expect(after.components[key].percentile ?? 0).toBeLessThanOrEqual(before.components[key].percentile ?? 0)
    }
  })

  test.each(COMPONENT_KEYS)('is no worse for %s not being known, nor for too few of it', (key) => {
    for (const measures of sellers) {
      const known = scoreSeller(measures, market, DEFAULT_SETTINGS).score
      expect(scoreSeller({ ...measures, [key]: null }, market, DEFAULT_SETTINGS).score).toBeGreaterThanOrEqual(known)
      const few = COMPONENTS[key].minSample - 1
      if (few < 0) continue
      const bad = { ...measures, [key]: { value: 1, sample: few } }
      expect(scoreSeller(bad, market, DEFAULT_SETTINGS).components[key].lost).toBe(0)
    }
  })

  test('of a seller of whom nothing is known is a hundred, and everything at its worst comes to nothing', () => {
    expect(scoreSeller(UNKNOWN, NO_MARKET, DEFAULT_SETTINGS).score).toBe(100)
    const worst = Object.fromEntries(
      COMPONENT_KEYS.map((key) => [key, { value: COMPONENTS[key].to, sample: 100_000 }]),
    ) as Measures
    const bad = {
      priors: Object.fromEntries(COMPONENT_KEYS.map((key) => [key, COMPONENTS[key].to])),
      quantiles: {},
      peers: {},
    }
    expect(scoreSeller(worst, bad, DEFAULT_SETTINGS).score).toBe(0)
  })
})

test('few orders are judged with the marketplace’s average mixed in, and it says so', () => {
  const prior = { ...NO_MARKET, priors: { refund_rate: 0.02 } }
  const at = (sample: number) =>
    scoreSeller({ ...UNKNOWN, refund_rate: { value: 0.2, sample } }, prior, DEFAULT_SETTINGS).components.refund_rate
  expect(at(19)).toMatchObject({ judged: null, lost: 0 })
  expect(at(20).judged).toBeCloseTo(0.11)
  expect(at(2_000).judged).toBeCloseTo(0.198, 3)
  expect(reasonOf('refund_rate', at(19), 20)).toBe(
    '19 of the 20 orders that it takes to say something: it takes nothing.',
  )
  expect(reasonOf('refund_rate', at(20), 20)).toBe(
    'Takes 9.4 of 20 points. Over 20 orders; with the marketplace’s average mixed in it counts as 11 %.',
  )
})

test('settings come to a hundred, and leave a gap between raising and clearing', () => {
  expect(healthSettings.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS)
  const { weights } = DEFAULT_SETTINGS
  expect(healthSettings.safeParse({ ...DEFAULT_SETTINGS, weights: { ...weights, tenure: 5 } }).success).toBe(false)
  expect(healthSettings.safeParse({ ...DEFAULT_SETTINGS, clearAt: 69 }).success).toBe(false)
  expect(
    healthSettings.safeParse({ ...DEFAULT_SETTINGS, weights: { ...weights, tenure: 0, plan_trend: 2 } }).success,
  ).toBe(false)
})

test('values read as people say them', () => {
  expect(componentText('payout_success', 0.1)).toBe('90 %')
  expect(componentText('refund_rate', 0.1234)).toBe('12.3 %')
  expect(componentText('volume_trend', 0.25)).toBe('−25 %')
  expect(componentText('volume_trend', -0.25)).toBe('+25 %')
})
