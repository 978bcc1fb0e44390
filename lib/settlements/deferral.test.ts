import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earnedBy, type Schedule, scheduleOf } from '#lib/contracts/earned-model.ts'
import { addDays } from '#lib/entities/accounting-day.ts'
import { type Deferred, releasesDue, withDeferral } from './deferral.ts'
import type { Version } from './versions.ts'

const DAY = '2026-10-20'

test('commission of a sale is earned at once, on a day, or evenly from the day of payment on', () => {
  expect(scheduleOf({ earned: 'at_payment', earnedDays: 0 }, DAY)).toBeNull()
  expect(scheduleOf({ earned: 'on_date', earnedDays: 14 }, DAY)).toEqual({ from: '2026-11-03', until: '2026-11-03' })
  expect(scheduleOf({ earned: 'over_period', earnedDays: 30 }, DAY)).toEqual({ from: DAY, until: '2026-11-18' })
})

test('what is late is released into the months it belongs to, and the rest today', () => {
  const line = deferred({
    schedule: { from: DAY, until: '2026-12-18' },
    commissionMinor: 6_000n,
    deferredMinor: 6_000n,
  })
  expect(releasesDue(line, '2026-12-10')).toEqual([
    { on: '2026-10-31', amountMinor: 1_200n },
    { on: '2026-11-30', amountMinor: 3_000n },
    { on: '2026-12-10', amountMinor: 1_000n },
  ])
})

/** A line as it lives: sold, refunded now and then, released on some days; the refund of a day comes before its release. */
const lives = fc.record({
  commission: fc.bigInt({ min: 1n, max: 5_000_000n }),
  days: fc.integer({ min: 1, max: 200 }),
  earned: fc.constantFrom('on_date' as const, 'over_period' as const),
  happenings: fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 260 }), percent: fc.bigInt({ min: 0n, max: 40n }) }),
    {
      maxLength: 6,
    },
  ),
})

test('after any refunds and any days without a worker, exactly what the schedule says is earned', () => {
  fc.assert(
    fc.property(lives, ({ commission, days, earned, happenings }) => {
      const schedule = scheduleOf({ earned, earnedDays: days }, DAY)
      const life = new Life(schedule, commission)
      for (const { day, percent } of happenings.toSorted((left, right) => left.day - right.day)) {
        life.refund(addDays(DAY, day), percent)
        life.release(addDays(DAY, day))
      }
      const end = addDays(DAY, 400)
      life.release(addDays(DAY, 399))
      life.release(end)
      expect(life.earned).toBe(life.commission)
      expect(life.isAlwaysRight).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('what was earned at payment goes back when the terms come to say later, and comes again day by day', () => {
  const line = deferred({ schedule: { from: DAY, until: '2026-10-29' }, commissionMinor: 1_000n, deferredMinor: 0n })
  expect(releasesDue(line, '2026-10-20')).toEqual([{ on: '2026-10-20', amountMinor: -900n }])
  const next = { ...line, releasedMinor: -900n, releasedOn: '2026-10-20' }
  expect(releasesDue(next, '2026-10-29')).toEqual([{ on: '2026-10-29', amountMinor: 900n }])
})

test('a full refund before anything was earned leaves nothing deferred and nothing to release', () => {
  const life = new Life(scheduleOf({ earned: 'on_date', earnedDays: 30 }, DAY), 2_000n)
  life.refund('2026-10-25', 100n)
  expect([life.deferredMinor, life.earned]).toEqual([0n, 0n])
  expect(releasesDue(life.line, '2026-12-01').filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([])
})

function deferred(of: Pick<Deferred, 'schedule' | 'commissionMinor' | 'deferredMinor'>): Deferred {
  return { releasedMinor: 0n, releasedOn: null, ...of }
}

class Life {
  commission: bigint
  deferredMinor: bigint
  releasedMinor = 0n
  releasedOn: string | null = null
  isAlwaysRight = true
  readonly schedule: Schedule
  constructor(schedule: Schedule, commission: bigint) {
    this.schedule = schedule
    this.commission = commission
    this.deferredMinor = deferredOf(schedule, commission, DAY)
  }
  get line(): Deferred {
    const { schedule, commission, deferredMinor, releasedMinor, releasedOn } = this
    return { schedule, commissionMinor: commission, deferredMinor, releasedMinor, releasedOn }
  }
  get earned(): bigint {
    return this.commission - this.deferredMinor + this.releasedMinor
  }
  refund(day: string, percent: bigint): void {
    const gone = (-this.commission * percent) / 100n
    this.deferredMinor += deferredOf(this.schedule, gone, day)
    this.commission += gone
  }
  release(day: string): void {
    if (this.releasedOn !== null && this.releasedOn >= day) return
    for (const { on, amountMinor } of releasesDue(this.line, day)) {
      this.releasedMinor += amountMinor
      this.releasedOn = on
    }
    this.isAlwaysRight &&= this.earned === earnedBy(this.commission, this.schedule, day)
  }
}

function deferredOf(schedule: Schedule, commissionMinor: bigint, day: string): bigint {
  const version = { version: 1, kind: 'collected', refund: null, lines: [{ commissionMinor, earned: schedule }] }
  const [made] = withDeferral([version as unknown as Version], () => day)
  return made?.lines[0]?.deferredMinor ?? 0n
}
