import { bringUpToDate, ROUNDS_PER_JOB } from '#lib/analytics/rollup/bring-up-to-date.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { backtest } from '#lib/health/backtest/backtest.ts'
import { backtestText } from '#lib/health/backtest/backtest-words.ts'
import { closeDatabase, inRawTransaction, SYSTEM } from '#lib/platform/db.ts'

/** Tests on the past that is kept whether a score says what comes; changes nothing but days that were not counted yet. */
export async function backtestHealth() {
  const entity = await currentEntity()
  await bringUpToDate(entity, ROUNDS_PER_JOB)
  const report = await inRawTransaction(SYSTEM(entity), backtest)
  await closeDatabase()
  return { report, text: backtestText(report) }
}
