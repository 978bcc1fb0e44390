import { SUBSET_MAX } from './match-model.ts'

/** The one set that adds up to the sum, or how many were found: none, or more than one. */
export type SubsetOutcome<T> =
  | { readonly kind: 'one'; readonly members: readonly T[] }
  | { readonly kind: 'none' | 'many' }

/**
 * Looks for the only set of two to SUBSET_MAX items of one sign whose amounts add up to the sum exactly. Stops at the second:
 * what can be put together in two ways proves nothing.
 */
export function onlySubset<T extends { readonly amountMinor: bigint }>(
  sum: bigint,
  items: readonly T[],
): SubsetOutcome<T> {
  const isNegative = sum < 0n
  const target = isNegative ? -sum : sum
  const sized = items
    .map((item) => ({ item, size: isNegative ? -item.amountMinor : item.amountMinor }))
    .filter(({ size }) => size > 0n && size < target)
    .sort((a, b) => (a.size < b.size ? 1 : a.size > b.size ? -1 : 0))
  const found: T[][] = []
  const chosen: T[] = []

  const choose = (from: number, left: bigint): void => {
    if (left === 0n) {
      if (chosen.length > 1) found.push([...chosen])
      return
    }
    if (chosen.length === SUBSET_MAX) return
    const places = BigInt(SUBSET_MAX - chosen.length)
    for (let index = from; index < sized.length && found.length < 2; index += 1) {
      const next = sized[index]
      if (next === undefined || next.size > left) continue
      // Largest first: when even this one in every place left is too little, so is everything after it.
      if (next.size * places < left) return
      chosen.push(next.item)
      choose(index + 1, left - next.size)
      chosen.pop()
    }
  }
  choose(0, target)

  const [first, second] = found
  if (first === undefined) return { kind: 'none' }
  return second === undefined ? { kind: 'one', members: first } : { kind: 'many' }
}
