import { CHANGE_CONDITIONS } from './change-conditions.ts'
import { COHORT } from './cohort.ts'
import { COMPARISON } from './comparison.ts'
import { EXPLANATION } from './explanation.ts'
import { FOLLOW_UP } from './follow-up.ts'
import { FRESH } from './fresh.ts'
import { LOOKUP } from './lookup.ts'
import { MORE_CHANGE_CONDITIONS, MORE_SHARE } from './more-conditions.ts'
import { MORE_COHORT, MORE_COMPARISON, MORE_RANKING, MORE_TREND } from './more-ranked.ts'
import {
  MORE_AMBIGUOUS,
  MORE_EXPLANATION,
  MORE_FOLLOW_UP,
  MORE_FORBIDDEN,
  MORE_LOOKUP,
  MORE_UNANSWERABLE,
} from './more-said.ts'
import type { Question } from './question.ts'
import { RANKING } from './ranking.ts'
import { SHARE } from './share.ts'
import { TREND } from './trend.ts'
import { AMBIGUOUS, FORBIDDEN, UNANSWERABLE } from './without-figures.ts'

/** Every question, of every class; of which set it is says each. */
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
  ...MORE_RANKING,
  ...MORE_COMPARISON,
  ...MORE_CHANGE_CONDITIONS,
  ...MORE_SHARE,
  ...MORE_TREND,
  ...MORE_COHORT,
  ...MORE_LOOKUP,
  ...MORE_EXPLANATION,
  ...MORE_FOLLOW_UP,
  ...MORE_AMBIGUOUS,
  ...MORE_UNANSWERABLE,
  ...MORE_FORBIDDEN,
  ...FRESH,
]
