/** How closed a month is. */
export const PERIOD_STATES = ['open', 'soft_locked', 'hard_locked'] as const
export type PeriodState = (typeof PERIOD_STATES)[number]

export const PERIOD_WORDS: Readonly<
  Record<PeriodState, { readonly word: string; readonly tone: 'good' | 'wait' | 'plain'; readonly means: string }>
> = {
  open: { word: 'open', tone: 'plain', means: 'Everything posts into it.' },
  soft_locked: {
    word: 'soft-locked',
    tone: 'wait',
    means: 'Only what somebody approved posts into it.',
  },
  hard_locked: { word: 'hard-locked', tone: 'good', means: 'Nothing posts into it any more.' },
}
