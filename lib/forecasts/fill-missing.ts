/** A series without gaps, and which of its values were observed. */
export type Filled = { readonly y: Float64Array; readonly isSeen: Uint8Array; readonly missing: number }

/**
 * Missing values take the last one of the same place in the season, so that nothing later shines back; those before the first of their
 * place take that one. They are never scored.
 */
export function fillMissing(values: ArrayLike<number | null>, season: number): Filled {
  const y = new Float64Array(values.length)
  const isSeen = new Uint8Array(values.length)
  const last = new Float64Array(season).fill(Number.NaN)
  let missing = 0
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    const place = index % season
    if (value === null || value === undefined || !Number.isFinite(value)) {
      missing += 1
      y[index] = last[place] as number
    } else {
      isSeen[index] = 1
      y[index] = value
      last[place] = value
    }
  }
  if (missing > 0) fillStart(y, season)
  return { y, isSeen, missing }
}

function fillStart(y: Float64Array, season: number): void {
  for (let index = y.length - 1; index >= 0; index -= 1)
    if (Number.isNaN(y[index])) y[index] = index + season < y.length ? (y[index + season] as number) : Number.NaN
  let near = y.find((value) => !Number.isNaN(value)) ?? 0
  for (let index = 0; index < y.length; index += 1) {
    if (Number.isNaN(y[index])) y[index] = near
    near = y[index] as number
  }
}
