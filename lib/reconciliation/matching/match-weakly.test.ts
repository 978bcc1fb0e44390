import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin, type Residual, toleranceFor } from './match-model.ts'
import { matchWeakly } from './match-weakly.ts'
import { onlySubset } from './subset-sum.ts'

const TOLERANCE = toleranceFor(100n)
const item = (id: number, amountMinor: number, day = 0): Residual => ({
  id: BigInt(id),
  amountMinor: BigInt(amountMinor),
  day,
  reference: '',
  account: '',
})
const found = (expected: Residual[], observed: Residual[]) =>
  matchWeakly({ expected, observed }, TOLERANCE).map(({ rule, expectedIds, observedIds, differenceMinor }) => ({
    rule,
    pair: `${expectedIds.join('+')}=${observedIds.join('+')}`,
    differenceMinor,
  }))

describe('a payout without its trace id', () => {
  test('is the bank line of its amount within three days', () => {
    expect(found([item(1, 5_000)], [item(11, 5_000, 3)])).toEqual([
      { rule: 'window', pair: '1=11', differenceMinor: 0n },
    ])
    expect(found([item(1, 5_000)], [item(11, 5_000, 4)])).toEqual([])
  })

  test('stays open when two lines could be it', () => {
    expect(found([item(1, 5_000)], [item(11, 5_000), item(12, 5_000, 1)])).toEqual([])
    expect(found([item(1, 5_000), item(2, 5_000, 1)], [item(11, 5_000)])).toEqual([])
  })

  test('and one beside it are the line that is their sum', () => {
    expect(found([item(1, 100_800), item(2, 50_300)], [item(11, 151_100)])).toEqual([
      { rule: 'subset', pair: '1+2=11', differenceMinor: 0n },
    ])
  })

  test('is the two lines that are its parts', () => {
    expect(found([item(1, 151_100)], [item(11, 100_800), item(12, 50_300)])).toEqual([
      { rule: 'subset', pair: '1=11+12', differenceMinor: 0n },
    ])
  })

  test('is the line that a bank charge made smaller', () => {
    expect(found([item(1, 49_100)], [item(11, 46_645)])).toEqual([
      { rule: 'tolerance', pair: '1=11', differenceMinor: -2_455n },
    ])
    expect(found([item(1, 49_100)], [item(11, 46_644)])).toEqual([])
    expect(found([item(1, 1_000_000)], [item(11, 996_000)])).toEqual([])
  })
})

describe('a sum', () => {
  test('that can be put together in two ways is none', () => {
    expect(
      onlySubset(
        70n,
        [10, 20, 50, 60].map((minor) => ({ amountMinor: BigInt(minor) })),
      ).kind,
    ).toBe('many')
    expect(
      onlySubset(
        -30n,
        [-10, -20, 30].map((minor) => ({ amountMinor: BigInt(minor) })),
      ).kind,
    ).toBe('one')
  })

  test('is found exactly when trying every set finds one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 9 }),
        fc.integer({ min: 2, max: 150 }),
        (amounts, sum) => {
          const items = amounts.map((amount) => ({ amountMinor: BigInt(amount) }))
          let ways = 0
          for (let mask = 1; mask < 1 << amounts.length; mask += 1) {
            const chosen = amounts.filter((_, index) => mask & (1 << index))
            if (chosen.length >= 2 && chosen.length <= 5 && chosen.reduce((a, b) => a + b) === sum) ways += 1
          }
          expect(onlySubset(BigInt(sum), items).kind).toBe(ways === 0 ? 'none' : ways === 1 ? 'one' : 'many')
        },
      ),
    )
  })
})

const items = (from: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 })), { maxLength: 12 })
    .map((list) => list.map(([amount, day], index) => item(from + index, amount * 50, day)))

describe('whatever comes', () => {
  test('its order does not matter', () => {
    fc.assert(
      fc.property(
        items(1),
        items(100),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (e, o, random) => {
          const shuffled = <T>(list: T[]) =>
            list
              .map((one) => [random.next().value ?? 0, one] as const)
              .sort((a, b) => a[0] - b[0])
              .map(([, one]) => one)
          const inOrder = (list: ReturnType<typeof found>) => list.toSorted((a, b) => (a.pair < b.pair ? -1 : 1))
          expect(inOrder(found(shuffled(e), shuffled(o)))).toEqual(inOrder(found(e, o)))
        },
      ),
    )
  })

  test('nothing is matched twice, and every difference is the items’ own', () => {
    fc.assert(
      fc.property(items(1), items(100), (e, o) => {
        const amountOf = new Map([...e, ...o].map(({ id, amountMinor }) => [id, amountMinor]))
        const sum = (ids: readonly bigint[]) => ids.reduce((total, id) => total + (amountOf.get(id) ?? 0n), 0n)
        const matches = matchWeakly({ expected: e, observed: o }, TOLERANCE)
        const taken = matches.flatMap(({ expectedIds, observedIds }) => [...expectedIds, ...observedIds])
        expect(new Set(taken).size).toBe(taken.length)
        for (const { rule, expectedIds, observedIds, differenceMinor } of matches) {
          expect(sum(observedIds) - sum(expectedIds)).toBe(differenceMinor)
          expect(
            rule === 'tolerance' ? isWithin(TOLERANCE, sum(expectedIds), differenceMinor) : differenceMinor === 0n,
          ).toBe(true)
        }
      }),
    )
  })
})
