import { MINOR_UNITS, type Presented } from './seller-part.ts'

/** US dollars for one unit, in millionths, around which the rates of the months lie. */
const AROUND: Readonly<Record<Presented, number>> = {
  usd: 1_000_000,
  eur: 1_085_000,
  gbp: 1_270_000,
  jpy: 6_600,
  kwd: 3_250_000,
}
const MILLION = 1_000_000n

/** The rate at which the marketplace books a month's sales in US dollars, in millionths. */
function rateOf(currency: Presented, at: number): number {
  if (currency === 'usd') return AROUND.usd
  const month = new Date(at * 1000).getUTCMonth()
  const perMille = ((month * 7 + currency.charCodeAt(0)) % 25) - 12
  return AROUND[currency] + Math.floor((AROUND[currency] * perMille) / 1000)
}

/** "1.085000" */
export function rateText(currency: Presented, at: number): string {
  const rate = rateOf(currency, at)
  return `${Math.floor(rate / 1_000_000)}.${String(rate % 1_000_000).padStart(6, '0')}`
}

/** An amount of minor units in cents of US dollars, half a cent away from zero. */
export function inCents(amount: number, currency: Presented, at: number): number {
  const scaled = BigInt(Math.abs(amount)) * BigInt(rateOf(currency, at)) * 100n
  const divisor = BigInt(MINOR_UNITS[currency]) * MILLION
  const cents = Number((scaled * 2n + divisor) / (divisor * 2n))
  return amount < 0 ? -cents : cents
}
