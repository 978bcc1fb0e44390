import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { type News, sellersOf, sellersSince } from './news.ts'
import { mondayOf, scoreSome, scoreWeek } from './score-sellers.ts'
import { readRun } from './score-store.ts'

type Work = {
  readonly entity: Entity
  readonly at: Date
  /** What just happened; left out, it looks at whoever did something since yesterday. */
  readonly news?: readonly News[]
}

/** Scores everybody once a week, and in between those about whom there is news. Done twice it says the same. */
export async function workHealth({ entity, at, news = [] }: Work): Promise<void> {
  const today = accountingOn(entity, at)
  const week = mondayOf(today)
  const run = await read(SYSTEM(entity), readRun)
  if (run.week === null || run.week < week) await scoreWeek(entity, week, at)
  await inTransaction(SYSTEM(entity), async (tx) => {
    const sellerIds = news.length > 0 ? await sellersOf(tx, news) : await sellersSince(tx, addDays(today, -1))
    await scoreSome(tx, { sellerIds, today, at })
  })
}
