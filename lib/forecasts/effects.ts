import { type Calendar, DAY_KINDS } from './calendar.ts'

const NEAR = 14
const YEAR = 366
/** Two whole years must be known before a year's shape is believed. */
const YEARLY_MIN = 731
const YEARLY_NEAR = 10
/** How many standard errors an effect has to be away from none, and how many occurrences of no effect it is mixed with. */
const CLEAR = 3
const DOUBT = 1
const SMALLEST = 0.05
const CHANCE_LEAST = 1e-9

/**
 * What kinds of days and times of the year do to a daily series: a factor per day, those of the future included, estimated from the
 * first `end` values alone. Null when nothing stands out, or where shares mean nothing (values of zero and below).
 */
export function effectsOf(y: Float64Array, end: number, season: number, calendar: Calendar): Float64Array | null {
  if (end < 2 * NEAR + 4 * season) return null
  for (let index = 0; index < end; index += 1) if ((y[index] as number) < 0) return null
  const factors = new Float64Array(calendar.kinds.length).fill(1)
  const isYearly = end >= YEARLY_MIN && takeYear(y, end, calendar, factors)
  const ratios = ratiosOf(y, end, season, factors)
  if (ratios === null) return null
  const isCalendar = takeKinds(ratios, calendar, factors)
  return isYearly || isCalendar ? factors : null
}

/** Each value against the mean of the two weeks before and after it and its place in the week. Null where a month is empty. */
function ratiosOf(y: Float64Array, end: number, season: number, factors: Float64Array): Float64Array | null {
  const ratios = new Float64Array(end)
  const window = 2 * NEAR + 1 - ((2 * NEAR + 1) % season)
  let sum = 0
  let [from, until] = [0, 0]
  const places = new Float64Array(season)
  const counts = new Int32Array(season)
  for (let index = 0; index < end; index += 1) {
    const first = Math.max(0, Math.min(index - (window >> 1), end - window))
    for (; until < first + window; until += 1) sum += (y[until] as number) / (factors[until] as number)
    for (; from < first; from += 1) sum -= (y[from] as number) / (factors[from] as number)
    if (sum <= CHANCE_LEAST) return null
    const ratio = ((y[index] as number) / (factors[index] as number) / sum) * window
    ratios[index] = ratio
    const place = index % season
    places[place] = (places[place] as number) + ratio
    counts[place] = (counts[place] as number) + 1
  }
  for (let index = 0; index < end; index += 1) {
    const place = index % season
    const usual = (places[place] as number) / (counts[place] as number)
    ratios[index] = usual <= CHANCE_LEAST ? 1 : (ratios[index] as number) / usual
  }
  return ratios
}

function takeKinds(ratios: Float64Array, { kinds }: Calendar, factors: Float64Array): boolean {
  const sums = new Float64Array(DAY_KINDS.length)
  const counts = new Int32Array(DAY_KINDS.length)
  let [squares, ordinary] = [0, 0]
  for (let index = 0; index < ratios.length; index += 1) {
    const kind = kinds[index] as number
    const off = (ratios[index] as number) - 1
    sums[kind] = (sums[kind] as number) + off
    counts[kind] = (counts[kind] as number) + 1
    if (kind === 0) {
      squares += off * off
      ordinary += 1
    }
  }
  const deviation = Math.sqrt(squares / Math.max(1, ordinary))
  const effects = new Float64Array(DAY_KINDS.length).fill(1)
  let isAny = false
  for (let kind = 1; kind < effects.length; kind += 1) {
    const count = counts[kind] as number
    if (count === 0) continue
    const mean = (sums[kind] as number) / count
    if (Math.abs(mean) < (CLEAR * deviation) / Math.sqrt(count)) continue
    effects[kind] = Math.max(SMALLEST, 1 + (mean * count) / (count + DOUBT))
    isAny = true
  }
  if (isAny)
    for (let index = 0; index < kinds.length; index += 1)
      factors[index] = (factors[index] as number) * (effects[kinds[index] as number] as number)
  return isAny
}

/** The mean share of a day of the year in its year, smoothed over three weeks. */
function takeYear(y: Float64Array, end: number, { daysOfYear }: Calendar, factors: Float64Array): boolean {
  const years = Math.floor(end / 365)
  const from = end - years * 365
  const sums = new Float64Array(YEAR)
  const counts = new Int32Array(YEAR)
  for (let year = 0; year < years; year += 1) {
    const first = from + year * 365
    let sum = 0
    for (let index = first; index < first + 365; index += 1) sum += y[index] as number
    if (sum <= CHANCE_LEAST) return false
    const before = year === 0 ? sum : yearSum(y, first - 365)
    const growth = (sum - before) / 365 / 365
    const mean = sum / 365
    for (let index = first; index < first + 365; index += 1) {
      const usual = Math.max(mean + growth * (index - first - 182), mean / 4)
      const day = daysOfYear[index] as number
      sums[day] = (sums[day] as number) + (y[index] as number) / usual
      counts[day] = (counts[day] as number) + 1
    }
  }
  const smooth = new Float64Array(YEAR)
  let total = 0
  for (let day = 0; day < YEAR; day += 1) {
    let [sum, count] = [0, 0]
    for (let near = day - YEARLY_NEAR; near <= day + YEARLY_NEAR; near += 1) {
      const at = (near + YEAR) % YEAR
      sum += sums[at] as number
      count += counts[at] as number
    }
    smooth[day] = count === 0 ? 1 : sum / count
    total += smooth[day] as number
  }
  for (let index = 0; index < factors.length; index += 1)
    factors[index] = Math.max(SMALLEST, ((smooth[daysOfYear[index] as number] as number) * YEAR) / total)
  return true
}

function yearSum(y: Float64Array, first: number): number {
  let sum = 0
  for (let index = first; index < first + 365; index += 1) sum += y[index] as number
  return sum
}
