/**
 * A way of forecasting. `y` holds a series without gaps, oldest first; all work on typed arrays that they do not change.
 * Models are fitted on what lies before `end` alone, and then followed through the series, so that one pass gives the forecasts from
 * many origins.
 */
export type Model = {
  readonly name: ModelName
  /** The parameters that suit the first `end` values; null where the model does not apply to them. */
  fit(y: Float64Array, end: number, season: number): Float64Array | null
  /**
   * Writes to `out`, row by row, what is forecast from each origin for the `steps` values that follow it. An origin is the number of
   * values known then; origins rise, and none is before what `fit` saw.
   */
  project(job: Projection): void
}

export type Projection = {
  readonly y: Float64Array
  readonly season: number
  readonly parameters: Float64Array
  /** How many of the first values the parameters were fitted on. */
  readonly fittedTo: number
  readonly origins: Int32Array
  readonly steps: number
  readonly out: Float64Array
}

export type ModelName =
  | 'seasonal naive'
  | 'exponential smoothing'
  | 'damped trend'
  | 'damped trend, multiplicative season'
  | 'theta'
  | 'croston'
  | 'tsb'
  | 'ensemble'
  | 'mean'
  | 'none'
