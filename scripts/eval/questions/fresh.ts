import type { Question } from './question.ts'

/** Written last, by somebody who saw only the metrics and the screens; asked once. */
export const FRESH: readonly Question[] = []
