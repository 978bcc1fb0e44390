import { FRESH_FIGURES } from './fresh-figures.ts'
import { FRESH_SAID } from './fresh-said.ts'
import type { Question } from './question.ts'

/** Written last, by somebody who saw only the metrics and the screens; asked once. */
export const FRESH: readonly Question[] = [...FRESH_FIGURES, ...FRESH_SAID]
