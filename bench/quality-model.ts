/** How many of a class were planted, found at all, found as what they are, and found with their amount. */
export type ClassTally = { planted: number; found: number; rightClass: number; rightAmount: number }

/** What one seed came to. */
export type SeedResult = {
  readonly classes: Readonly<Record<string, ClassTally>>
  /** Matches the engine made by itself, and those of them that join what does not belong together. */
  readonly matches: number
  readonly wrongMatches: number
  /** Variances that nobody planted. */
  readonly falseAlarms: number
  /** Payouts whose named parts do not add up to what they explain. */
  readonly unevenRemainders: number
  /** All of the above that went wrong, in words. */
  readonly notes: readonly string[]
}
