import { isTrusted, type Lesson, learn, plainScore, weigh } from './learn-model.ts'
import type { MatchRule } from './match-model.ts'
import type { Decided } from './read-lessons.ts'
import { SCORE_MIN } from './suggest.ts'

/** Of what was put forward, how much people held to be right; and of what they held to be right, how much was put forward. */
export type Quality = {
  /** Offered, or matched by the engine. */
  readonly shown: number
  readonly right: number
  /** 0 to 1000; null where nothing was shown, or nothing was right. */
  readonly precisionPerMille: number | null
  readonly recallPerMille: number | null
}

export type RuleQuality = {
  /** A rule of the engine, or `all`: there, what people matched by hand counts as right and not shown. */
  readonly rule: MatchRule | 'all'
  readonly decisions: number
  readonly withoutLearning: Quality
  readonly withLearning: Quality
}

type Played = { readonly rule: MatchRule; readonly isSame: boolean; readonly plain: boolean; readonly learned: boolean }

/** Plays decisions again in their order: each is judged by what the ones before it had taught, and teaches the next. */
export function evaluateLearning(decided: readonly Decided[]): RuleQuality[] {
  const before: Lesson[] = []
  const played = decided.map((one) => {
    const shown = wasShown(one, before)
    before.push(one)
    return { rule: one.rule, isSame: one.isSame, ...shown }
  })
  const rules = [...new Set(played.map(({ rule }) => rule))].filter((rule) => rule !== 'by_hand').sort()
  const of = (rule: RuleQuality['rule'], rows: readonly Played[]): RuleQuality => ({
    rule,
    decisions: rows.length,
    withoutLearning: qualityOf(rows, ({ plain }) => plain),
    withLearning: qualityOf(rows, ({ learned }) => learned),
  })
  return [
    ...rules.map((rule) =>
      of(
        rule,
        played.filter((one) => one.rule === rule),
      ),
    ),
    of('all', played),
  ]
}

/** Whether the match would have been put forward by its fields alone, and by what was learned up to then. */
function wasShown(one: Decided, before: readonly Lesson[]): { plain: boolean; learned: boolean } {
  if (one.rule === 'by_hand') return { plain: false, learned: false }
  if (one.rule === 'key') return { plain: true, learned: true }
  const score = plainScore(one)
  const bare = { rule: one.rule, score, parts: one.parts.filter(({ field }) => field !== 'history') }
  const weighed = weigh(bare, one.shape, learn(before))
  return one.rule === 'similarity'
    ? { plain: score >= SCORE_MIN, learned: weighed.score >= SCORE_MIN }
    : { plain: true, learned: isTrusted(weighed) }
}

function qualityOf(rows: readonly Played[], isShown: (row: Played) => boolean): Quality {
  const shown = rows.filter(isShown)
  const right = shown.filter(({ isSame }) => isSame).length
  const allRight = rows.filter(({ isSame }) => isSame).length
  return {
    shown: shown.length,
    right,
    precisionPerMille: perMille(right, shown.length),
    recallPerMille: perMille(right, allRight),
  }
}

const perMille = (part: number, whole: number) => (whole === 0 ? null : Math.round((part * 1_000) / whole))
