import type { Actor } from '#lib/access/actor.ts'
import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import { isFirstLoadDone } from '#lib/events/backfill/run-state.ts'
import { read } from '#lib/platform/db.ts'
import { firstDayOf, stripeAccountIds } from './cash-day.ts'
import type { DayFigures, DayState } from './day-model.ts'
import { proveDay } from './day-proof.ts'
import { freshness } from './freshness.ts'
import type { SourceState } from './freshness-model.ts'
import { linesPerDay } from './late-lines.ts'
import { dayState } from './list-days.ts'
import { signaturesBetween } from './signature.ts'

export type TodayProof = {
  /** The day that is running. */
  readonly figures: DayFigures
  readonly readAt: string | null
  /** Sources that are late or silent. */
  readonly troubled: readonly SourceState[]
  readonly sourceCount: number
  /** Days of the last two weeks, latest first, that are over and nobody signed, or that changed after. */
  readonly open: readonly { readonly day: string; readonly state: DayState }[]
}

const DAYS_BACK = 14

/** How today's money adds up so far, and which days before want somebody; null while the past is being read. */
export async function todayProof(actor: Actor, at: Date): Promise<TodayProof | null> {
  const { entity, scope } = actor
  const day = accountingOn(entity, at)
  const from = addDays(day, -DAYS_BACK)
  const to = addDays(day, -1)
  const around = await read(scope, async (tx) => {
    if (!(await isFirstLoadDone(tx))) return null
    const signatures = new Map((await signaturesBetween(tx, from, to)).map((one) => [one.day, one]))
    const ids = await stripeAccountIds(tx)
    const counts = await linesPerDay(tx, ids, from, to)
    const first = (await firstDayOf(tx, ids)) ?? day
    const last = Array.from({ length: DAYS_BACK }, (_, back) => addDays(to, -back))
    const days = last
      .filter((one) => one >= first)
      .map((one) => {
        const signature = signatures.get(one) ?? null
        const late = signature === null ? 0n : (counts.get(one) ?? 0n) - signature.lineCount
        return { day: one, state: dayState(true, signature, late) }
      })
    return { days, sources: await freshness(tx, entity, at) }
  })
  if (around === null) return null
  const { figures, readAt } = await proveDay(scope, { entity, day, at })
  return {
    figures,
    readAt,
    troubled: around.sources.filter(({ state }) => state === 'late' || state === 'silent'),
    sourceCount: around.sources.filter(({ state }) => state !== 'never').length,
    open: around.days.filter(({ state }) => state === 'not_signed' || state === 'changed'),
  }
}
