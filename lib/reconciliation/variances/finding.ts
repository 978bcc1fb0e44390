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

/** A subject shows each class once, whatever number of shares or lines show it. */
export function mergeFound(found: readonly FoundVariance[]): FoundVariance[] {
  const once = new Map<string, FoundVariance>()
  for (const one of found) {
    const key = `${one.class} ${one.subjectKind} ${one.subjectId}`
    const known = once.get(key)
    once.set(key, known === undefined ? one : { ...known, amountMinor: known.amountMinor + one.amountMinor })
  }
  return [...once.values()]
}
