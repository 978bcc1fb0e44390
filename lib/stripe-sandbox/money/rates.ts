import { DAY } from '../core/clock.ts'
import { minorUnits } from '../core/currency.ts'
import { seededRandom } from '../core/random.ts'

/** US dollars for one unit, in millionths, around which each currency wanders. */
const AROUND: Readonly<Record<string, number>> = {
  usd: 1_000_000,
  eur: 1_085_000,
  gbp: 1_270_000,
  aud: 655_000,
  cad: 728_000,
  chf: 1_130_000,
  sek: 95_000,
  nok: 93_000,
  dkk: 145_000,
  nzd: 600_000,
  sgd: 745_000,
  hkd: 128_000,
  mxn: 55_000,
  brl: 190_000,
  pln: 252_000,
  czk: 43_000,
  huf: 2_750,
  ron: 218_000,
  inr: 12_000,
  thb: 28_500,
  ils: 270_000,
  zar: 55_500,
  myr: 225_000,
  php: 17_300,
  aed: 272_300,
  bif: 350,
  clp: 1_060,
  djf: 5_620,
  gnf: 116,
  jpy: 6_600,
  kmf: 2_200,
  krw: 725,
  mga: 220,
  pyg: 134,
  rwf: 730,
  ugx: 270,
  vnd: 40,
  vuv: 8_400,
  xaf: 1_650,
  xof: 1_650,
  xpf: 9_100,
  bhd: 2_652_000,
  jod: 1_410_000,
  kwd: 3_250_000,
  omr: 2_597_000,
  tnd: 321_000,
}

/** Waves that make up the walk: how many days between their turning points, and how far they go, in thousandths. */
const WAVES = [
  { days: 61, reach: 34 },
  { days: 17, reach: 13 },
  { days: 5, reach: 6 },
  { days: 1, reach: 3 },
] as const

const MILLION = 1_000_000

/**
 * What one minor unit of a currency is in minor units of another on that day, to the sixth decimal. Each seed has a walk of its
 * own that anybody can look up on any day, so that a jump over days changes nothing.
 */
export function rateOn(seed: number, now: number, from: string, to: string): number {
  const [bought, sold] = [worthOn(seed, now, from), worthOn(seed, now, to)]
  return Math.round((bought / minorUnits(from) / (sold / minorUnits(to))) * MILLION) / MILLION
}

/** An amount at a rate, half a minor unit away from zero. */
export function atRate(amount: number, rate: number): number {
  const scaled = BigInt(Math.abs(amount)) * BigInt(Math.round(rate * MILLION))
  const whole = Number((scaled + 500_000n) / 1_000_000n)
  return amount < 0 ? -whole : whole
}

function worthOn(seed: number, now: number, currency: string): number {
  const around = AROUND[currency]
  if (around === undefined) throw new Error(`No rate is known for ${currency}`)
  if (currency === 'usd') return around
  const day = Math.floor(now / DAY)
  const thousandths = WAVES.reduce(
    (sum, { days, reach }) => sum + reach * waveAt(`${seed}:${currency}:${days}`, day / days),
    0,
  )
  return Math.round(around * (1 + thousandths / 1000))
}

/** Between -1 and 1: on the straight line between the heights that were drawn before and after. */
function waveAt(name: string, position: number): number {
  const before = Math.floor(position)
  const [low, high] = [heightOf(name, before), heightOf(name, before + 1)]
  return low + (high - low) * (position - before)
}

function heightOf(name: string, index: number): number {
  const seed = [...`${name}:${index}`].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 2_147_483_647, 7)
  return seededRandom(seed)() * 2 - 1
}
