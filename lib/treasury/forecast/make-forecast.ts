import { addDays } from '#lib/entities/accounting-day.ts'
import { forecastMoney, type MoneyPoint } from '#lib/forecasts/forecast-money.ts'
import { type DayKind, FLOW_KINDS, type FlowKind, HORIZON, type KindModel } from './kinds-model.ts'
import type { FlowRow } from './read-history.ts'
import type { Standing } from './read-standing.ts'

export type ForecastDay = {
  readonly kind: DayKind
  readonly day: string
  /** Minor units; what leaves is negative. */
  readonly meanMinor: bigint
  readonly lowMinor: bigint
  readonly highMinor: bigint
}

export type MadeForecast = {
  readonly historyFrom: string
  readonly models: readonly KindModel[]
  readonly days: readonly ForecastDay[]
}

type BalanceNow = Pick<Standing, 'availableMinor' | 'landing' | 'waitingMinor' | 'pastMinor'>

export type Ground = {
  /** One currency's, until the day before `today`. */
  readonly rows: readonly FlowRow[]
  readonly today: string
  readonly horizon?: number
  /** What subscriptions will bring per day from tomorrow on; without them renewals are forecast like the rest. */
  readonly renewals?: readonly bigint[]
  readonly standing?: BalanceNow
}

const WEEK = 7
const LEVEL = 0.9
/** Amounts of so many days say how long money now takes to become available. */
const LAG_DAYS = 60
const LAG_MAX = 30
/** So many days of a balance say at what level it is kept. */
const LEVEL_DAYS_MIN = 60

/**
 * One currency day by day from tomorrow on. Each kind is forecast by the day it is created; the balance gets it when it becomes
 * available. The balance's interval is that of the running total of everything together: kinds that go up and down as one
 * are not counted as if each stood alone. Null when there is no past.
 */
export function makeForecast({ rows, today, horizon = HORIZON, renewals, standing }: Ground): MadeForecast | null {
  const [first] = rows
  if (first === undefined) return null
  const historyFrom = rows.reduce((least, { day }) => (day < least ? day : least), first.day)
  const history = series(rows, historyFrom, today)
  // The day under way is neither known nor to come: it is forecast, and not told.
  const asked = { startsOn: historyFrom, horizon: horizon + 1, season: WEEK, level: LEVEL }
  const days: ForecastDay[] = []
  const models: KindModel[] = []
  const effects = new Map<string, bigint>()
  for (const kind of FLOW_KINDS) {
    const amountsMinor = history.get(kind)
    const isListed = kind === 'renewals' && renewals !== undefined && renewals.some((minor) => minor !== 0n)
    if (amountsMinor === undefined && !isListed) continue
    const lagDays = lagOf(rows, kind, today)
    const { model, reason, backtest, points } = forecastMoney({ ...asked, amountsMinor: amountsMinor ?? [] })
    const ahead = isListed ? listed(renewals, today) : points.slice(1)
    models.push(
      isListed
        ? {
            kind,
            lagDays,
            model: 'subscriptions',
            reason: 'What running subscriptions will ask for, times the part that was paid of late.',
            backtest: null,
          }
        : { kind, lagDays, model, reason, backtest },
    )
    for (const { date, meanMinor, lowMinor, highMinor } of ahead) {
      days.push({ kind, day: date, meanMinor, lowMinor, highMinor })
      const lands = addDays(date, lagDays)
      effects.set(lands, (effects.get(lands) ?? 0n) + meanMinor)
    }
  }
  if (standing !== undefined) {
    const net = [...Array(daysBetween(historyFrom, today)).keys()].map((index) =>
      [...history.values()].reduce((sum, amounts) => sum + (amounts[index] ?? 0n), 0n),
    )
    const { running } = forecastMoney({ ...asked, amountsMinor: net, running: true })
    const reach = running
      .slice(1)
      .map(({ meanMinor, lowMinor, highMinor }) => ({ low: lowMinor - meanMinor, high: highMinor - meanMinor }))
    const past = pastOf(standing.pastMinor, historyFrom, today)
    const isKeptLevel = history.has('payouts') && past.length >= LEVEL_DAYS_MIN
    const level = isKeptLevel ? forecastMoney({ ...asked, amountsMinor: past }).points.slice(1) : []
    days.push(...balanceDays({ standing, effects, reach, level, today, horizon }))
  }
  return { historyFrom, models, days }
}

/** How many days lie from one day to another. */
export const daysBetween = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)

/** Every kind that ever moved, with a place for each day; a day without any is a day of nothing. */
function series(rows: readonly FlowRow[], from: string, until: string): Map<FlowKind, bigint[]> {
  const count = daysBetween(from, until)
  const found = new Map<FlowKind, bigint[]>()
  for (const { kind, day, minor } of rows) {
    const amounts = found.get(kind) ?? Array.from({ length: count }, () => 0n)
    const at = daysBetween(from, day)
    if (at < count) amounts[at] = (amounts[at] ?? 0n) + minor
    found.set(kind, amounts)
  }
  return found
}

function lagOf(rows: readonly FlowRow[], kind: FlowKind, today: string): number {
  const since = addDays(today, -LAG_DAYS)
  let [lagged, weight] = [0n, 0n]
  for (const row of rows) {
    if (row.kind !== kind || row.day < since) continue
    lagged += row.lagged
    weight += row.weight
  }
  const days = weight === 0n ? 0 : Number((2n * lagged + weight) / (2n * weight))
  return Math.max(0, Math.min(LAG_MAX, days))
}

const listed = (renewals: readonly bigint[], today: string) =>
  renewals.map((minor, index) => ({
    date: addDays(today, index + 1),
    meanMinor: minor,
    lowMinor: minor,
    highMinor: minor,
  }))

/** What could be used at the end of each day, those without any change like the one before. */
function pastOf(known: ReadonlyMap<string, bigint>, from: string, until: string): bigint[] {
  let last = 0n
  for (const [day, minor] of known) if (day < from) last = minor
  return Array.from({ length: daysBetween(from, until) }, (_, index) => {
    last = known.get(addDays(from, index)) ?? last
    return last
  })
}

type Balance = {
  readonly standing: BalanceNow
  readonly effects: ReadonlyMap<string, bigint>
  readonly reach: readonly { readonly low: bigint; readonly high: bigint }[]
  /** The balance by its own past; empty where nothing keeps it level. */
  readonly level: readonly MoneyPoint[]
  readonly today: string
  readonly horizon: number
}

/**
 * Two ways to the same balance: from what it is now, by what comes and goes; and by its own past, since payouts to the bank keep it at a level.
 * Each counts by the inverse square of its interval's width. What the first then lacks is what payouts even out.
 */
function balanceDays({ standing, effects, reach, level, today, horizon }: Balance): ForecastDay[] {
  const days: ForecastDay[] = []
  const certain = (kind: DayKind, day: string, minor: bigint) => {
    if (minor !== 0n) days.push({ kind, day, meanMinor: minor, lowMinor: minor, highMinor: minor })
  }
  let byFlows = standing.availableMinor + (standing.landing.get(today) ?? 0n)
  let balance = byFlows
  for (let ahead = 1; ahead <= horizon; ahead += 1) {
    const day = addDays(today, ahead)
    const landed = standing.landing.get(day) ?? 0n
    const scheduled = ahead === 1 ? -standing.waitingMinor : 0n
    const change = landed + scheduled + (effects.get(day) ?? 0n)
    byFlows += change
    const { low, high } = reach[ahead - 1] ?? { low: 0n, high: 0n }
    const flows = { meanMinor: byFlows, lowMinor: byFlows + low, highMinor: byFlows + high }
    const both = mixed(flows, level[ahead - 1])
    certain('landed', day, landed)
    certain('scheduled', day, scheduled)
    certain('evened', day, both.meanMinor - balance - change)
    balance = both.meanMinor
    days.push({ kind: 'available', day, ...both })
  }
  return days
}

type Span = Pick<ForecastDay, 'meanMinor' | 'lowMinor' | 'highMinor'>

function mixed(flows: Span, level: Span | undefined): Span {
  if (level === undefined) return flows
  const [own, other] = [(level.highMinor - level.lowMinor) ** 2n, (flows.highMinor - flows.lowMinor) ** 2n]
  const all = own + other
  if (all === 0n) return flows
  const part = (ofFlows: bigint, ofLevel: bigint) => (ofFlows * own + ofLevel * other) / all
  return {
    meanMinor: part(flows.meanMinor, level.meanMinor),
    lowMinor: part(flows.lowMinor, level.lowMinor),
    highMinor: part(flows.highMinor, level.highMinor),
  }
}
