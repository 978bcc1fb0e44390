import { addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { marketOf } from './market.ts'
import { readMeasures } from './read-measures.ts'
import { scoreSeller } from './score.ts'
import {
  type Cause,
  endRun,
  readRun,
  type Scored,
  sayProgress,
  standingScores,
  writeScores,
  writeStandings,
} from './score-store.ts'
import { listSettings } from './settings.ts'

/** Sellers written per transaction. */
const BATCH = 2_000
/** Weeks gone by that are scored when a marketplace is scored for the first time. */
const WEEKS_BACK = 26

/** The Monday of a day's week, `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** Scores every seller for the week, and before the first time the weeks gone by, from the days that are kept. */
export async function scoreWeek(entity: Entity, week: string, at: Date): Promise<readonly Scored[]> {
  const { week: before } = await read(SYSTEM(entity), readRun)
  if (before === null) {
    for (let weeks = WEEKS_BACK; weeks > 0; weeks -= 1) {
      const day = addDays(week, -7 * weeks)
      const label = 'weeks gone by'
      await scoreAll(entity, { day, at: new Date(`${day}T00:00:00Z`), cause: 'past', label })
    }
  }
  const { scored, market } = await scoreAll(entity, { day: week, at, cause: 'week', label: 'sellers' })
  await inRawTransaction(SYSTEM(entity), (tx) => endRun(tx, { week, market, seenUntil: at, moved: clock.wall() }))
  return scored
}

type Asked = { readonly day: string; readonly at: Date; readonly cause: Cause; readonly label: string }

async function scoreAll(entity: Entity, { day, at, cause, label }: Asked) {
  const { sellers, version, settings } = await inRawTransaction(SYSTEM(entity), async (tx) => {
    const [current] = await listSettings(tx)
    return { ...current, sellers: await readMeasures(tx, { day, at, isPast: cause === 'past' }) }
  })
  const market = marketOf(sellers.map(({ measures }) => measures))
  const scored = sellers.map(({ sellerId, measures }) => ({ sellerId, ...scoreSeller(measures, market, settings) }))
  for (let from = 0; from < scored.length; from += BATCH) {
    const batch = scored.slice(from, from + BATCH)
    await inRawTransaction(SYSTEM(entity), async (tx) => {
      await writeScores(tx, { scored: batch, day, cause, version, at })
      if (cause !== 'past') await writeStandings(tx, { scored: batch, day, at })
      await sayProgress(tx, { label, done: from + batch.length, total: scored.length }, clock.wall())
    })
  }
  return { scored, market }
}

/** Scores some sellers now, today included, beside the marketplace of the last week; only what changed is kept. */
export async function scoreSome(
  tx: Sql,
  { sellerIds, today, at }: { readonly sellerIds: readonly string[]; readonly today: string; readonly at: Date },
): Promise<readonly Scored[]> {
  if (sellerIds.length === 0) return []
  const day = addDays(today, 1)
  const [{ version, settings }] = await listSettings(tx)
  const { market } = await readRun(tx)
  const sellers = await readMeasures(tx, { day, at, sellerIds })
  const scored = sellers.map(({ sellerId, measures }) => ({ sellerId, ...scoreSeller(measures, market, settings) }))
  const before = await standingScores(tx, sellerIds)
  const changed = scored.filter(({ sellerId, score }) => before.get(sellerId) !== score)
  await writeScores(tx, { scored: changed, day, cause: 'event', version, at })
  await writeStandings(tx, { scored: changed, day, at })
  return scored
}
