import { CHANGE_CONDITIONS } from './change-conditions.ts'
import { COHORT } from './cohort.ts'
import { COMPARISON } from './comparison.ts'
import { EXPLANATION } from './explanation.ts'
import { FOLLOW_UP } from './follow-up.ts'
import { LOOKUP } from './lookup.ts'
import type { Question } from './question.ts'
import { RANKING } from './ranking.ts'
import { SHARE } from './share.ts'
import { TREND } from './trend.ts'
import { AMBIGUOUS, FORBIDDEN, UNANSWERABLE } from './without-figures.ts'

/** Every question, of every class; which are held out says each. */
export const QUESTIONS: readonly Question[] = [
  ...RANKING,
  ...COMPARISON,
  ...CHANGE_CONDITIONS,
  ...SHARE,
  ...TREND,
  ...COHORT,
  ...LOOKUP,
  ...EXPLANATION,
  ...FOLLOW_UP,
  ...AMBIGUOUS,
  ...UNANSWERABLE,
  ...FORBIDDEN,
]
