/** What the rolling origins left over, and what it is measured in: row by row, one row per origin, one column per step ahead. */
export type Residuals = {
  readonly actual: Float64Array
  readonly forecast: Float64Array
  /** How large the series was at each origin: residuals are shares of it. */
  readonly scales: Float64Array
  readonly steps: number
  /** Of each place: 1 where there was a value to compare with. */
  readonly isSeen: Uint8Array
}

export type Band = { readonly low: Float64Array; readonly high: Float64Array }

const GROUPS = 4
const COUNT_MIN = 8
let sorted = new Float64Array(0)

/**
 * Split conformal intervals (Vovk, Gammerman and Shafer 2005; Lei and others 2018): the quantiles of what was left over where the model
 * did not learn, per group of steps ahead. Returns how far below and above a forecast the interval reaches, per step, in scales.
 */
export function conformalBand(
  residuals: Residuals,
  { from, until, level, horizon }: { from: number; until: number; level: number; horizon: number },
): Band {
  const { steps } = residuals
  const groups = Math.min(GROUPS, steps)
  const centres = new Float64Array(groups)
  const lows = new Float64Array(groups)
  const highs = new Float64Array(groups)
  for (let group = 0; group < groups; group += 1) {
    const [first, end] = [Math.floor((group * steps) / groups), Math.floor(((group + 1) * steps) / groups)]
    const count = collect(residuals, from, until, first, end)
    centres[group] = (first + end - 1) / 2
    const origins = until - from
    const miss = (1 - level) / 2
    lows[group] = Math.min(0, quantile(count, miss, origins))
    highs[group] = Math.max(0, -quantileAbove(count, miss, origins))
  }
  return { low: spread(centres, lows, steps, horizon), high: spread(centres, highs, steps, horizon) }
}

function collect(
  { actual, forecast, scales, steps, isSeen }: Residuals,
  from: number,
  until: number,
  first: number,
  end: number,
): number {
  const most = (until - from) * (end - first)
  if (sorted.length < most) sorted = new Float64Array(most)
  let count = 0
  for (let row = from; row < until; row += 1) {
    const scale = scales[row] as number
    for (let place = row * steps + first; place < row * steps + end; place += 1) {
      if (isSeen[place] !== 1) continue
      sorted[count] = ((actual[place] as number) - (forecast[place] as number)) / scale
      count += 1
    }
  }
  sorted.subarray(0, count).sort()
  return count
}

/** One more origin is what is being asked about: the quantile moves outwards by its part. */
function rank(count: number, miss: number, origins: number): number {
  const outward = miss - (1 - miss) / (origins + 1)
  return Math.max(0, Math.min(count - 1, outward * count - 0.5))
}

function quantile(count: number, miss: number, origins: number): number {
  if (count < COUNT_MIN) return count === 0 ? 0 : (sorted[0] as number)
  const at = rank(count, miss, origins)
  const below = Math.floor(at)
  const lower = sorted[below] as number
  return lower + (at - below) * ((sorted[Math.min(count - 1, below + 1)] as number) - lower)
}

function quantileAbove(count: number, miss: number, origins: number): number {
  for (let left = 0, right = count - 1; left < right; left += 1, right -= 1) {
    const kept = sorted[left] as number
    sorted[left] = sorted[right] as number
    sorted[right] = kept
  }
  for (let index = 0; index < count; index += 1) sorted[index] = -(sorted[index] as number)
  return quantile(count, miss, origins)
}

/** Per step: between the centres of groups in a straight line, past what could be tested with the root of the steps. */
function spread(centres: Float64Array, values: Float64Array, steps: number, horizon: number): Float64Array {
  const reach = new Float64Array(horizon)
  const last = centres.length - 1
  for (let step = 0; step < horizon; step += 1) {
    if (step >= steps) {
      reach[step] = (values[last] as number) * Math.sqrt((step + 1) / steps)
      continue
    }
    let group = 0
    while (group < last && (centres[group + 1] as number) <= step) group += 1
    const [left, right] = [centres[group] as number, centres[Math.min(last, group + 1)] as number]
    const share = right === left ? 0 : Math.max(0, Math.min(1, (step - left) / (right - left)))
    const [from, to] = [values[group] as number, values[Math.min(last, group + 1)] as number]
    reach[step] = from + share * (to - from)
  }
  return reach
}
