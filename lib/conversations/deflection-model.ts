/** How a question of a seller's ended: without a person, with one, or not yet. */
export type Outcome = 'itself' | 'person' | 'open'

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  itself: 'answered by itself',
  person: 'a person answered',
  open: 'not ended',
}

export type WeekOfQuestions = {
  /** Its Monday. */
  readonly week: string
  readonly itself: number
  readonly person: number
  readonly open: number
}

/** The share of ended questions that took no person, in whole percent; null when none has ended. */
export function answeredByItself(weeks: readonly WeekOfQuestions[]): number | null {
  const itself = weeks.reduce((sum, week) => sum + week.itself, 0)
  const ended = weeks.reduce((sum, week) => sum + week.itself + week.person, 0)
  return ended === 0 ? null : Math.round((itself * 100) / ended)
}
