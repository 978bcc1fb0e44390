import type { Actor } from '#lib/access/actor.ts'
import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import { read } from '#lib/platform/db.ts'
import { firstDayOf, stripeAccountIds } from './cash-day.ts'
import type { DayState } from './day-model.ts'
import { type DayProof, proveDay } from './day-proof.ts'
import { freshness } from './freshness.ts'
import type { SourceState } from './freshness-model.ts'
import { type LateLine, lateLines, linesPerDay } from './late-lines.ts'
import { dayState } from './list-days.ts'
import { findSignature, type Signature } from './signature.ts'
import { lastReading } from './stripe-reading.ts'

export type DayPage = {
  readonly day: string
  readonly state: DayState
  readonly proof: DayProof
  readonly signature: Signature | null
  readonly lateCount: string
  readonly late: readonly LateLine[]
  /** Why Stripe's balance could not be used the last time it was asked for; empty when it could. */
  readonly readingProblem: string
  readonly sources: readonly SourceState[]
  readonly earlier: string | null
  readonly later: string | null
}

/** A day with everything its page shows; null for a day the books do not have, or that has not begun. */
export async function readDayPage(actor: Actor, day: string, at: Date): Promise<DayPage | null> {
  const { entity, scope } = actor
  const present = accountingOn(entity, at)
  const first = (await read(scope, async (tx) => firstDayOf(tx, await stripeAccountIds(tx)))) ?? present
  if (day < first || day > present) return null
  const proof = await proveDay(scope, { entity, day, at })
  const rest = await read(scope, async (tx) => {
    const signature = await findSignature(tx, day)
    const ids = await stripeAccountIds(tx)
    const now = (await linesPerDay(tx, ids, day, day)).get(day) ?? 0n
    const late = signature === null ? 0n : now - signature.lineCount
    return {
      signature,
      lateCount: late.toString(),
      late: signature === null || late === 0n ? [] : await lateLines(tx, day, ids, signature.shown.watched),
      state: dayState(proof.isOver, signature, late),
      readingProblem: (await lastReading(tx))?.problem ?? '',
      sources: await freshness(tx, entity, at),
    }
  })
  return {
    day,
    proof,
    ...rest,
    earlier: day > first ? addDays(day, -1) : null,
    later: day < present ? addDays(day, 1) : null,
  }
}
