/** How first payments to new sellers are reviewed. Pure. */
export type ReviewSettings = {
  readonly isOn: boolean
  /** How many of the first payments somebody looks at. */
  readonly count: number
  /** Payments up to this amount in `currency` need nobody; minor units as text, "0" reviews each. */
  readonly aboveMinor: string
  readonly currency: string
}

/** What holds until somebody changes it: version 0. */
export const DEFAULT_REVIEW: ReviewSettings = { isOn: true, count: 1, aboveMinor: '0', currency: 'USD' }

export const REVIEWS_MAX = 5
