import { type FoundMatch, isWithin, type MatchRule, type Residual, type Tolerance } from './match-model.ts'

/** What one decline more than confirmations takes from a score, of 1000. */
const STEP = 50
/** A pattern loses no more than this: enough that nothing of it is offered, and ten confirmations bring it back. */
const PENALTY_MAX = 500
/** From here on the engine takes nothing of the pattern by itself; people may still be offered it. */
const TRUST_LOST = 150

/** What people said about one pair, as the pattern sees it. */
export type Lesson = {
  readonly rule: MatchRule
  /** confirm and force say that it is the same; decline and void that it is not. */
  readonly isSame: boolean
  readonly shape: string
}

/** How often a pattern was declined, and the shape behind it confirmed. */
type History = { readonly declined: number; readonly confirmed: number }
export type Lessons = {
  readonly declined: ReadonlyMap<string, number>
  readonly confirmed: ReadonlyMap<string, number>
}

/** Counts the decisions that stand. Their order makes no difference. */
export function learn(lessons: readonly Lesson[]): Lessons {
  const declined = new Map<string, number>()
  const confirmed = new Map<string, number>()
  for (const { rule, shape, isSame } of lessons) {
    const [counts, key] = isSame ? [confirmed, shape] : [declined, patternOf(rule, shape)]
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return { declined, confirmed }
}

const patternOf = (rule: MatchRule, shape: string) => `${rule} | ${shape}`

/** A confirmation speaks for every rule that looks at the shape; a decline against the rule that made the match. */
function historyOf({ declined, confirmed }: Lessons, rule: MatchRule, shape: string): History {
  return { declined: declined.get(patternOf(rule, shape)) ?? 0, confirmed: confirmed.get(shape) ?? 0 }
}

/** Never below zero: confirmations give back what declines took, and no more. */
const penaltyOf = ({ declined, confirmed }: History): number =>
  Math.min(PENALTY_MAX, STEP * Math.max(0, declined - confirmed))

type Compared = Pick<Residual, 'amountMinor' | 'reference' | 'account'>

/**
 * What is alike about pairs that people would decline, or confirm, for the same reason: the bank account, what is expected, the
 * words of the line without its numbers, how many of each side, and how far the amounts are apart.
 */
export function shapeOf(expected: readonly Compared[], observed: readonly Compared[], tolerance: Tolerance): string {
  const sum = (items: readonly Compared[]) => items.reduce((total, { amountMinor }) => total + amountMinor, 0n)
  const difference = sum(observed) - sum(expected)
  const amounts = difference === 0n ? 'equal' : isWithin(tolerance, sum(expected), difference) ? 'near' : 'apart'
  return [
    alike(observed.map(({ account }) => account)),
    alike(expected.map(({ reference }) => reference.split(' ')[0]?.toLowerCase() ?? '')),
    alike(observed.flatMap(({ reference }) => wordsOf(reference))),
    `${countOf(expected)} to ${countOf(observed)}`,
    amounts,
  ].join(' / ')
}

const countOf = ({ length }: readonly unknown[]) => (length === 1 ? 'one' : 'several')
const alike = (texts: readonly string[]) => [...new Set(texts)].sort().join(' ')

const wordsOf = (reference: string): string[] =>
  reference
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !/\p{N}/u.test(word))

/** The match with what people said about its like among the parts of its score. */
export function weigh<Found extends Pick<FoundMatch, 'rule' | 'score' | 'parts'>>(
  match: Found,
  shape: string,
  lessons: Lessons,
): Found {
  const history = historyOf(lessons, match.rule, shape)
  const penalty = penaltyOf(history)
  if (penalty === 0) return match
  const part = {
    field: 'history',
    score: -penalty,
    expected: `${history.confirmed}`,
    observed: `${history.declined}`,
  } as const
  return { ...match, score: Math.max(0, match.score - penalty), parts: [...match.parts, part] }
}

/** Whether the engine still takes matches of this kind by itself. */
export const isTrusted = ({ parts }: Pick<FoundMatch, 'parts'>): boolean =>
  parts.every(({ field, score }) => field !== 'history' || score > -TRUST_LOST)

/** The score as the fields alone give it, without what was learned. */
export const plainScore = ({ score, parts }: Pick<FoundMatch, 'score' | 'parts'>): number =>
  parts.reduce((sum, part) => (part.field === 'history' ? sum - part.score : sum), score)
