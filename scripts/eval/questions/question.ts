import type { Gold } from '../gold/gold.ts'

export const CLASSES = [
  'ranking',
  'comparison',
  'change conditions',
  'share',
  'trend',
  'cohort',
  'lookup',
  'explanation',
  'follow-up',
  'ambiguous',
  'unanswerable',
  'forbidden',
] as const
export type QuestionClass = (typeof CLASSES)[number]

/** What is right: rows of gold SQL, facts that some tool has to bring, or an outcome without figures. */
export type Expected =
  | Gold
  | { readonly kind: 'facts'; readonly tool: string; readonly sql: string }
  | { readonly kind: 'asked back' }
  | { readonly kind: 'refused' }

/** One question: what was said before it, itself, what is right. `{name}` in a text is a column of `names`. */
type Asked = {
  readonly text: string
  readonly before?: readonly string[]
  readonly names?: string
  readonly expected: Expected
}

export type Question = Asked & {
  readonly id: string
  readonly of: QuestionClass
  readonly set: QuestionSet
}

/**
 * `held out`: written from docs/metrics.md and the screens, and never looked at while the analyst is worked on. The fresh ones: each
 * written later by somebody else who saw no more than those. What came of asking them for the first time is kept.
 */
export const SETS = ['open', 'held out', 'fresh', 'second fresh', 'third fresh', 'fourth fresh'] as const
export type QuestionSet = (typeof SETS)[number]

/** Whether the first result of a set is the one that counts. */
export const countsOnce = (set: string): boolean => set.endsWith('fresh')

export type Written = readonly [text: string | readonly string[], expected: Expected, names?: string]

/** Numbers the questions of one class; of several texts the last is the question. */
export const questionsOf = (of: QuestionClass, open: readonly Written[], heldOut: readonly Written[]): Question[] => [
  ...questionsOfSet('open', of, open),
  ...questionsOfSet('held out', of, heldOut, 'h'),
]

/** Questions of one set and class; `letter` keeps their numbers apart from those of other files. */
export const questionsOfSet = (
  set: QuestionSet,
  of: QuestionClass,
  written: readonly Written[],
  letter = '',
): Question[] =>
  written.map(([texts, expected, names], index) => {
    const turns = typeof texts === 'string' ? [texts] : texts
    return {
      id: `${of} ${letter}${index + 1}`,
      of,
      set,
      text: turns.at(-1) ?? '',
      before: turns.slice(0, -1),
      expected,
      ...(names === undefined ? {} : { names }),
    }
  })

export const ASKED_BACK: Expected = { kind: 'asked back' }
export const REFUSED: Expected = { kind: 'refused' }
