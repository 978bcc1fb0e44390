import { smallestStep } from '../core/currency.ts'

/** `part` of `whole` of an amount in minor units, rounded half away from zero to what the currency can charge. */
export function share(amount: number, part: number, whole: number, currency: string): number {
  const step = BigInt(smallestStep(currency))
  const numerator = BigInt(amount) * BigInt(part)
  const denominator = BigInt(whole) * step
  const magnitude = numerator < 0n ? -numerator : numerator
  const steps = (magnitude * 2n + denominator) / (denominator * 2n)
  return Number((numerator < 0n ? -steps : steps) * step)
}
