import type { VarianceClass } from './classes-model.ts'

/** What a rule found. */
export type FoundVariance = {
  readonly class: VarianceClass
  readonly subjectKind: string
  readonly subjectId: string
  /** `sel_…`, or empty. */
  readonly sellerId: string
  readonly currency: string
  /** Signed minor units: what is there less what should be. */
  readonly amountMinor: bigint
  /** `YYYY-MM-DD` in the book time zone. */
  readonly happenedOn: string
  readonly summary: string
  readonly evidence: readonly { readonly label: string; readonly kind: string; readonly id: string }[]
}

/** A rule looks at this many findings at most; more is a source that is broken, and the newest say so. */
export const FOUND_MAX = 5_000
