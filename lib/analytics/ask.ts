import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { hasCode } from '#lib/platform/database-fault.ts'
import { inRawTransaction, type Scope, SYSTEM } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { compile } from './compile/compile.ts'
import { planOf } from './compile/plan.ts'
import { rateMissing, stillCounting, tookTooLong } from './refusals.ts'
import type { AnalyticsResult } from './result.ts'
import { bringUpToDate, PATIENCE_MS, ROUNDS_PER_QUESTION } from './rollup/bring-up-to-date.ts'
import { type AnalyticsQueryInput, analyticsQuery } from './schema.ts'
import { type StatementRow, shapeResult } from './shape-result.ts'
import { standing } from './standing.ts'

const STATEMENT_SECONDS_MAX = 10

type Asking = {
  readonly actor: Pick<Actor, 'entity' | 'scope'>
  readonly query: AnalyticsQueryInput
  readonly at: Date
}

/**
 * Answers one question to the books, in one statement under the role that sees no personal data. Whatever changed since the last
 * count is counted first, so that an answer is never behind the pages. A seller asks under the role of its own rows.
 *
 * Refuses a period nobody understands, a metric that cannot be split so, a conversion without a rate, and a statement that takes
 * too long.
 */
export async function askBooks({ actor, query, at }: Asking): Promise<AnalyticsResult> {
  const { entity, scope } = actor
  const asked = analyticsQuery.parse(query)
  const isOneSeller = scope.role === 'tieout_seller'
  const { startsMonth, isBehind } = await inRawTransaction(isOneSeller ? SYSTEM(entity) : scope, standing)
  const now = { today: accountingOn(entity, at), fiscalStartsMonth: startsMonth }
  const plan = planOf(asked, { entity, now, isOneSeller })
  const waiting = isBehind ? await bringUpToDate(entity, ROUNDS_PER_QUESTION, PATIENCE_MS) : 0
  if (waiting > 0) throw stillCounting(waiting)
  const { text, values } = compile(plan)
  const rows = await underLimits(isOneSeller ? scope : { ...scope, role: 'tieout_analyst' }, text, values)
  const missing = rows.find((row) => typeof row.missing === 'string')?.missing
  if (typeof missing === 'string') {
    const [currency = '', day = ''] = missing.split(' ')
    throw rateMissing(currency, day, asked.currency ?? '')
  }
  return shapeResult(plan, rows, at)
}

/** As `askBooks`, for pages: the refusal is shown beside the question instead of thrown. */
export async function answerOrRefusal(
  asking: Asking,
): Promise<{ readonly result: AnalyticsResult | null; readonly refusal: Pick<Refusal, 'message' | 'field'> | null }> {
  try {
    return { result: await askBooks(asking), refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { result: null, refusal: { message: error.message, field: error.field } }
  }
}

/**
 * Reads under a time limit of the database's own: a question too large ends by itself. Roll-ups are few rows: compiling their statement
 * would take longer than running it.
 */
async function underLimits(scope: Scope, text: string, values: readonly unknown[]): Promise<StatementRow[]> {
  try {
    return await inRawTransaction(scope, async (tx) => {
      await tx.exec(
        `SET TRANSACTION READ ONLY; SET LOCAL jit = off; SET LOCAL statement_timeout = '${STATEMENT_SECONDS_MAX}s'`,
      )
      return tx.sql<StatementRow>(text, values)
    })
  } catch (error) {
    if (hasCode(error, QUERY_CANCELED)) throw tookTooLong()
    throw error
  }
}

const QUERY_CANCELED = '57014'
