import { type Money, money } from './money.ts'

/** Basis points in a whole: 2,000 of 10,000 is 20 %. */
const WHOLE_BPS = 10_000n

/**
 * The share of an amount in basis points, rounded half away from zero to the minor unit.
 * The counterpart must be computed as `amount − share`, never as a second rounding, so that both parts add up.
 */
export function shareBps(amount: Money, bps: number): Money {
  if (!Number.isInteger(bps) || bps < 0) throw new RangeError(`${bps} is not a whole number of basis points`)
  return money(divideHalfAway(amount.minor * BigInt(bps), WHOLE_BPS), amount.currency)
}

/**
 * Splits an amount in proportion to the weights; the parts add up to it exactly.
 *
 * Largest remainder: each part is rounded toward zero, then the units left over go one by one to the largest
 * remainders; equal remainders go to the earlier part. All-zero weights give everything to the first part.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  if (weights.length === 0) throw new RangeError('an amount cannot be allocated to nobody')
  if (weights.some((weight) => weight < 0n)) throw new RangeError('weights cannot be negative')
  const total = weights.reduce((left, right) => left + right, 0n)
  if (total === 0n) return weights.map((_, index) => money(index === 0 ? amount.minor : 0n, amount.currency))

  const sign = amount.minor < 0n ? -1n : 1n
  const size = amount.minor * sign
  const parts = weights.map((weight) => (size * weight) / total)
  const order = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % total }))
    .sort((left, right) =>
      left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1,
    )
  let left = size - parts.reduce((sum, part) => sum + part, 0n)
  for (const { index } of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => money(part * sign, amount.currency))
}

/** `numerator ÷ denominator` (denominator positive), rounded half away from zero. */
export function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n
  return (sign * (numerator * sign * 2n + denominator)) / (denominator * 2n)
}
