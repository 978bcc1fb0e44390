/**
 * Splits an amount in proportion to weights of any sign; the parts add up to it exactly.
 *
 * Largest remainder: each part is rounded down, then the units left over go one by one to the largest remainders,
 * equal remainders to the earlier part. When the amount equals the sum of the weights, every part is its weight.
 */
export function proportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n) {
    if (amount === 0n) return weights.map(() => 0n)
    throw new RangeError('an amount cannot be split in proportion to nothing')
  }
  const exact = weights.map((weight) => (total < 0n ? -weight : weight) * amount)
  const divisor = total < 0n ? -total : total
  const parts = exact.map((product) => floorDivide(product, divisor))
  let left = amount - parts.reduce((sum, part) => sum + part, 0n)
  const order = exact
    .map((product, index) => ({ index, remainder: product - floorDivide(product, divisor) * divisor }))
    .toSorted((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    )
  for (const { index } of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts
}

function floorDivide(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor
  return numerator % divisor < 0n ? quotient - 1n : quotient
}
