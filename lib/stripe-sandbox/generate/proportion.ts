/** Splits an amount in proportion to weights: rounded down, then what is left one by one to the largest remainders, earlier ones first. */
export function proportion(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === amount) return [...weights]
  const exact = weights.map((weight) => BigInt(weight) * BigInt(amount))
  const parts = exact.map((product) => Number(product / BigInt(total)))
  const order = exact
    .map((product, index) => ({ index, remainder: product % BigInt(total) }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  const left = amount - parts.reduce((sum, part) => sum + part, 0)
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}
