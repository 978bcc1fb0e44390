import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { DETECTOR_KEYS, levelOfScore } from './alerts/alert-model.ts'
import { sellersWatched } from './alerts/alert-store.ts'
import { type Seen, watch } from './alerts/watch.ts'
import { readSignals } from './detectors/read-signals.ts'
import { DETECTORS } from './detectors/rules.ts'
import { type News, sellersOf, sellersSince } from './news.ts'
import { mondayOf, scoreSome, scoreWeek } from './score-sellers.ts'
import { readRun, type Scored, standingScores } from './score-store.ts'
import { listSettings } from './settings.ts'
import { lowScoreSentence } from './words-model.ts'

type Work = {
  readonly entity: Entity
  readonly at: Date
  /** What Stripe just said; left out, the detectors look at whoever did something since yesterday, and at whoever is watched. */
  readonly news?: readonly News[]
}

/**
 * Scores everybody once a week, and in between those about whom there is news; looks for what is odd, and raises, brings back and closes
 * alerts by it. Done twice it says the same.
 */
export async function workHealth({ entity, at, news = [] }: Work): Promise<void> {
  const today = accountingOn(entity, at)
  const week = mondayOf(today)
  const { week: scored } = await read(SYSTEM(entity), readRun)
  if (scored === null || scored < week) {
    const everybody = await scoreWeek(entity, week, at)
    await inRawTransaction(SYSTEM(entity), async (tx) => watch(tx, { entity, seen: await byScore(tx, everybody), at }))
  }
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const named = await sellersOf(tx, news)
    const watched = news.length > 0 ? [] : await sellersWatched(tx)
    const active = news.length > 0 ? [] : await sellersSince(tx, addDays(today, -1))
    const sellerIds = [...new Set([...named, ...watched, ...active])]
    if (sellerIds.length === 0) return
    const again = await byScore(tx, await scoreSome(tx, { sellerIds: named, today, at }))
    const standing = await byStanding(tx, watched)
    const signals = await readSignals(tx, { sellerIds, today, at })
    const detected = signals.flatMap((one) =>
      DETECTOR_KEYS.map((kind): Seen => ({ sellerId: one.sellerId, kind, ...DETECTORS[kind].look(one) })),
    )
    await watch(tx, { entity, seen: [...again, ...standing, ...detected], at })
  })
}

/** Between two scorings an alert that was put off is judged by the score that stands. */
async function byStanding(tx: Sql, sellerIds: readonly string[]): Promise<Seen[]> {
  const [{ settings }] = await listSettings(tx)
  return [...(await standingScores(tx, sellerIds))].map(([sellerId, score]) => ({
    sellerId,
    kind: 'low_score',
    level: levelOfScore(score, settings),
    sentence: '',
  }))
}

async function byScore(tx: Sql, scored: readonly Scored[]): Promise<Seen[]> {
  const [{ settings }] = await listSettings(tx)
  return scored.map((one) => ({
    sellerId: one.sellerId,
    kind: 'low_score',
    level: levelOfScore(one.score, settings),
    sentence: lowScoreSentence(one),
  }))
}
