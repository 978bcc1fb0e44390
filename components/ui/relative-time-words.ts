const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

type Zoned = { readonly at: string; readonly now: string; readonly timeZone: string }

/** How long ago or ahead, up to a day; then the date, with its year when that is not this one. */
export function relativeTimeWords({ at, now, timeZone }: Zoned): string {
  const distanceMs = Date.parse(now) - Date.parse(at)
  const ageMs = Math.abs(distanceMs)
  if (ageMs < DAY_MS) {
    const words =
      ageMs < MINUTE_MS ? null : ageMs < HOUR_MS ? count(ageMs, MINUTE_MS, 'min') : count(ageMs, HOUR_MS, 'h')
    if (words === null) return distanceMs < 0 ? 'in a moment' : 'just now'
    return distanceMs < 0 ? `in ${words}` : `${words} ago`
  }
  const yearOf = (instant: string) =>
    new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(Date.parse(instant))
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(yearOf(at) === yearOf(now) ? { hour: '2-digit', minute: '2-digit' } : { year: 'numeric' }),
  }).format(Date.parse(at))
}

/** The instant to the second, in UTC: `2026-11-20 21:43:05 UTC`. */
export function utcWords(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function count(ageMs: number, unitMs: number, unit: string): string {
  return `${Math.floor(ageMs / unitMs)} ${unit}`
}
