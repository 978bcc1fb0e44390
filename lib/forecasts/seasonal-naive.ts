import type { Model } from './model.ts'

const NO_PARAMETERS = new Float64Array(0)

/** Each value is what it was a season before: the measure of every other model. */
export const SEASONAL_NAIVE: Model = {
  name: 'seasonal naive',
  fit: (_y, end, season) => (end < season ? null : NO_PARAMETERS),
  project({ y, season, origins, steps, out }) {
    for (let row = 0; row < origins.length; row += 1) {
      const first = (origins[row] as number) - season
      for (let step = 0; step < steps; step += 1) out[row * steps + step] = y[first + (step % season)] as number
    }
  },
}
