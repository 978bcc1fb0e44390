import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'

export const OUTCOMES = ['holds', 'violated', 'not_comparable'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One thing that is not as it must be: a sentence, and the objects to look at as `kind:id`. */
export type Finding = { readonly what: string; readonly refs: readonly string[] }

export type Verdict = {
  readonly outcome: Outcome
  /** What was looked at and what came of it, in a sentence. */
  readonly reason: string
  readonly findings: readonly Finding[]
}

export type InvariantResult = Verdict & { readonly name: string; readonly title: string }

export type CheckContext = {
  readonly tx: Sql
  readonly entity: Entity
  readonly at: Date
  /** Journal entries above this id are looked at: 0 is the whole journal. */
  readonly since: bigint
}

/** A promise about the books that can be checked at any time. */
export type Invariant = {
  readonly name: string
  /** The promise, in a person's words. */
  readonly title: string
  readonly check: (context: CheckContext) => Promise<Verdict>
}

/** More findings than this say nothing new. */
export const FINDINGS_MAX = 10

export const holds = (reason: string): Verdict => ({ outcome: 'holds', reason, findings: [] })

export const notComparable = (reason: string): Verdict => ({ outcome: 'not_comparable', reason, findings: [] })

export const violated = (reason: string, findings: readonly Finding[]): Verdict => ({
  outcome: 'violated',
  reason,
  findings: findings.slice(0, FINDINGS_MAX),
})

/** Holds when nothing was found. */
export const verdict = (
  findings: readonly Finding[],
  words: { readonly holds: string; readonly violated: string },
): Verdict => (findings.length === 0 ? holds(words.holds) : violated(words.violated, findings))
