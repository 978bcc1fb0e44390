import { addDays } from '#lib/entities/accounting-day.ts'
import { daysBetween, type ForecastDay, type Ground, type MadeForecast, makeForecast } from './make-forecast.ts'
import { balancesBefore, type Moved } from './read-standing.ts'

/** Past days from which the balance is forecast again: weekly, as far back as there were so many days to learn from. */
const BETWEEN = 7
const HISTORY_MIN = 84
const ORIGINS_MAX = 30
/** Days ahead count together with those up to so many times nearer or farther. */
const NEARBY = 1.4
/** What a width is worth before it was held against anything, and what the next weeks say of one: in independent pasts. */
const WORTH_OF_WIDTH = 4
const WORTH_OF_ALL = 2
const ALL_AHEAD = 28
const LEVEL = 0.9

/** By how much a forecast of the balance was off, in the half width that its interval had then. */
type Off = { readonly ahead: number; readonly share: number }

/**
 * The same forecast with an interval of the balance that is as wide as it had to be: the whole forecast is made again from earlier days,
 * from what was known on each, and held against what came. How far off it was, in its own width, says how wide it has to be, day by
 * day ahead. Pasts that overlap are no independent ones: the farther ahead, the fewer there are, and the more counts what the width was before.
 */
export function calibrated(made: MadeForecast, ground: Ground, moved: readonly Moved[]): MadeForecast {
  const { today, horizon = made.days.length } = ground
  const offs = offsOf(made, ground, moved)
  const factors = Array.from({ length: horizon }, (_, index) => perMille(widening(offs, index + 1)))
  return {
    ...made,
    days: made.days.map((day) =>
      day.kind === 'available' ? widened(day, factors[daysBetween(today, day.day) - 1] ?? WHOLE) : day,
    ),
  }
}

const WHOLE = 1000n
const perMille = (factor: number) => BigInt(Math.round(1000 * factor))

/** To both sides alike: which side of a few pasts' errors is the longer is chance. */
function widened(day: ForecastDay, factor: bigint): ForecastDay {
  const reach = (halfOf(day) * factor) / WHOLE
  return { ...day, lowMinor: day.meanMinor - reach, highMinor: day.meanMinor + reach }
}

const halfOf = ({ lowMinor, highMinor }: Pick<ForecastDay, 'lowMinor' | 'highMinor'>) => (highMinor - lowMinor) / 2n

function offsOf({ historyFrom }: MadeForecast, ground: Ground, moved: readonly Moved[]): Off[] {
  const { rows, today } = ground
  const horizon = ground.horizon ?? 0
  const balances = balancesOf(moved, historyFrom, today)
  const offs: Off[] = []
  for (let nth = 1; nth <= ORIGINS_MAX; nth += 1) {
    const origin = addDays(today, -BETWEEN * nth)
    if (daysBetween(historyFrom, origin) < HISTORY_MIN) break
    const again = makeForecast({
      rows: rows.filter(({ day }) => day < origin),
      today: origin,
      horizon: Math.min(horizon, BETWEEN * nth - 1),
      standing: standingAt(moved, origin),
    })
    for (const one of again?.days ?? []) {
      const balance = balances.get(one.day)
      const half = halfOf(one)
      if (one.kind !== 'available' || balance === undefined || half === 0n) continue
      offs.push({
        ahead: daysBetween(origin, one.day),
        share: Number((WHOLE * (balance - one.meanMinor)) / half) / 1000,
      })
    }
  }
  return offs
}

/** The balance at the end of each day, by what had become available. */
function balancesOf(moved: readonly Moved[], from: string, until: string): Map<string, bigint> {
  const changed = balancesBefore(until, moved)
  const balances = new Map<string, bigint>()
  let balance = [...changed].findLast(([day]) => day < from)?.[1] ?? 0n
  for (let day = from; day < until; day = addDays(day, 1)) {
    balance = changed.get(day) ?? balance
    balances.set(day, balance)
  }
  return balances
}

/** What was known of the balance at the end of a day. */
function standingAt(moved: readonly Moved[], origin: string): NonNullable<Ground['standing']> {
  const known = moved.filter(({ madeOn }) => madeOn <= origin)
  const landing = new Map<string, bigint>()
  let availableMinor = 0n
  for (const { landsOn, minor } of known)
    if (landsOn > origin) landing.set(landsOn, (landing.get(landsOn) ?? 0n) + minor)
    else availableMinor += minor
  return { availableMinor, landing, pastMinor: balancesBefore(origin, known), waitingMinor: 0n }
}

/** How many times as wide as it is the interval so many days ahead has to be. */
function widening(offs: readonly Off[], ahead: number): number {
  const near = offs.filter((off) => off.ahead <= ahead * NEARBY && off.ahead >= ahead / NEARBY)
  const pasts = (own: readonly Off[], days: number) => {
    const origins = own.length === 0 ? 0 : Math.min(ORIGINS_MAX, own.length / new Set(own.map((off) => off.ahead)).size)
    return origins === 0 ? 0 : 1 + ((origins - 1) * BETWEEN) / Math.max(BETWEEN, days)
  }
  const [own, all] = [pasts(near, ahead), offs.length === 0 ? 0 : WORTH_OF_ALL]
  return (
    (own * usual(near) + all * usual(offs.filter((off) => off.ahead <= ALL_AHEAD)) + WORTH_OF_WIDTH) /
    (own + all + WORTH_OF_WIDTH)
  )
}

/** What nine in ten were not farther off than: one day that went very wrong does not decide it. */
function usual(offs: readonly Off[]): number {
  const shares = offs.map(({ share }) => Math.abs(share)).toSorted((left, right) => left - right)
  return shares[Math.min(shares.length - 1, Math.floor(LEVEL * shares.length))] ?? 0
}
