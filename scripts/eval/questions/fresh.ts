import { FOURTH_FIGURES } from './fourth-figures.ts'
import { FOURTH_MORE } from './fourth-more.ts'
import { FOURTH_SAID } from './fourth-said.ts'
import { FRESH_FIGURES } from './fresh-figures.ts'
import { FRESH_SAID } from './fresh-said.ts'
import type { Question } from './question.ts'
import { SECOND_FIGURES } from './second-figures.ts'
import { SECOND_SAID } from './second-said.ts'
import { THIRD_FIGURES } from './third-figures.ts'
import { THIRD_MORE } from './third-more.ts'
import { THIRD_SAID } from './third-said.ts'

/** Four sets of four people who saw only the metrics and the screens; what came of asking each first is kept. */
export const FRESH: readonly Question[] = [
  ...FRESH_FIGURES,
  ...FRESH_SAID,
  ...SECOND_FIGURES,
  ...SECOND_SAID,
  ...THIRD_FIGURES,
  ...THIRD_MORE,
  ...THIRD_SAID,
  ...FOURTH_FIGURES,
  ...FOURTH_MORE,
  ...FOURTH_SAID,
]
