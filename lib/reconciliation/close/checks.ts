import type { Entity } from '#lib/entities/entity.ts'
import { firstDay, firstOfNextMonth, lastDay, type Month } from '#lib/ledger/periods/month-model.ts'
import { revalue, toPost } from '#lib/ledger/periods/revaluation.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { checkBanks } from './check-banks.ts'
import { checkRun, checkRuns } from './check-runs.ts'
import { checkFlux } from './flux.ts'
import { type CheckOutcome, TASK_CODES, type TaskCode } from './tasks-model.ts'

export type CheckContext = { readonly tx: Sql; readonly entity: Entity; readonly month: Month; readonly at: Date }

/** What a task's own check says now. */
export type CheckResult = {
  readonly outcome: CheckOutcome
  /** What was looked at and what came of it. */
  readonly sentence: string
  /** The rows behind it; empty when there is no page of them. */
  readonly href: string
}

type Check = (context: CheckContext) => Promise<CheckResult>

const CHECKS: Readonly<Record<TaskCode, Check>> = {
  everything_posted: checkPosted,
  payouts_tied: checkPayouts,
  variances_worked: checkVariances,
  bank_agrees: checkBanks,
  seller_subledger: (context) => checkRun(context, 'seller_payable'),
  clearing_aged: async (context) => ({ ...(await checkRun(context, 'clearing_explained')), href: '/close/aged' }),
  journals_decided: checkJournals,
  revaluation: checkRevaluation,
  tax_agrees: async () => byHand('Compare the tax report of the month with tax payable.', '/settlements/tax'),
  flux: checkFlux,
  promises_hold: checkRuns,
}

/** Every task's check, worked out from the rows as they are now. */
export async function runChecks(context: CheckContext): Promise<ReadonlyMap<TaskCode, CheckResult>> {
  const results = new Map<TaskCode, CheckResult>()
  for (const code of TASK_CODES) results.set(code, await CHECKS[code](context))
  return results
}

const byHand = (sentence: string, href = ''): CheckResult => ({ outcome: 'manual', sentence, href })

async function checkRevaluation({ tx, entity, month }: CheckContext): Promise<CheckResult> {
  const { balances, missing } = await revalue(tx, entity, month)
  const href = `/close/${month}#revaluation`
  const [first] = missing
  if (first !== undefined)
    return {
      outcome: 'open',
      sentence: `${missing.length} days have no stored rate, the first ${first.currency} on ${first.on}.`,
      href,
    }
  const open = balances.filter((balance) => toPost(balance) !== 0n).length
  if (open > 0)
    return { outcome: 'open', sentence: `${open} of ${balances.length} foreign balances are not revalued.`, href }
  const sentence =
    balances.length === 0
      ? 'There is no balance in another currency.'
      : `${balances.length} foreign balances stand at the rates of the month’s last day.`
  return { outcome: 'ready', sentence, href }
}

/** The instants a month begins and ends, in the book time zone, for columns that hold instants. */
const BOUNDS = `(SELECT ($3::text::date)::timestamp AT TIME ZONE book_time_zone AS from_at,
                        ($4::text::date)::timestamp AT TIME ZONE book_time_zone AS until_at FROM entity WHERE id = $1) m`

const boundsOf = ({ tx, month }: CheckContext) => [
  tx.scope.entityId,
  tx.scope.livemode,
  firstDay(month),
  firstOfNextMonth(firstDay(month)),
]

async function checkPosted(context: CheckContext): Promise<CheckResult> {
  const [row] = await context.tx.sql<{ waiting: bigint }>(
    `SELECT count(*) AS waiting FROM posting_queue q CROSS JOIN ${BOUNDS}
       JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = q.account AND b.id = q.balance_transaction_id
      WHERE q.entity_id = $1 AND q.livemode = $2 AND $3::text IS NOT NULL AND b.created_at < m.until_at`,
    boundsOf(context),
  )
  const waiting = row?.waiting ?? 0n
  return waiting === 0n
    ? { outcome: 'ready', sentence: 'Nothing up to the end of the month waits to be posted.', href: '' }
    : { outcome: 'open', sentence: `${waiting} balance transactions wait to be posted.`, href: '/ledger' }
}

async function checkPayouts(context: CheckContext): Promise<CheckResult> {
  const rows = await context.tx.sql<{
    state: string
    isNamed: boolean
    count: bigint
    currency: string
    minor: bigint
  }>(
    `SELECT t.state, NOT t.remainders @> '[{"class": "unexplained"}]' AND t.remainders <> '[]' AS "isNamed", count(*) AS count,
            t.currency::text, sum(abs(t.remainder_minor))::bigint AS minor
       FROM payout_tie_out t CROSS JOIN ${BOUNDS}
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.created_at >= m.from_at AND t.created_at < m.until_at
      GROUP BY 1, 2, 4 ORDER BY 1, 2, 4`,
    boundsOf(context),
  )
  const all = rows.reduce((sum, { count }) => sum + count, 0n)
  const waiting = rows.reduce((sum, { state, count }) => (state === 'waiting' ? sum + count : sum), 0n)
  const unnamed = rows.filter(({ state, isNamed }) => state === 'differs' && !isNamed)
  const href = '/payouts'
  if (waiting > 0n)
    return { outcome: 'open', sentence: `${waiting} of ${all} payouts wait for Stripe’s breakdown.`, href }
  if (unnamed.length > 0) {
    const words = unnamed.map(({ count, currency, minor }) => `${count} by ${formatMoney({ minor, currency })}`)
    return { outcome: 'open', sentence: `Payouts differ and nothing says why: ${words.join(', ')}.`, href }
  }
  const explained = rows.reduce((sum, { state, count }) => (state === 'differs' ? sum + count : sum), 0n)
  return {
    outcome: 'ready',
    sentence: `${all} payouts: ${all - explained} tied out or returned, ${explained} explained.`,
    href,
  }
}

async function checkVariances({ tx, month }: CheckContext): Promise<CheckResult> {
  const rows = await tx.sql<{ currency: string; count: bigint; minor: bigint }>(
    `SELECT currency::text, count(*) AS count, sum(abs(amount_minor))::bigint AS minor FROM variance
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('open', 'in_progress') AND happened_on <= $3::text::date GROUP BY 1 ORDER BY 1`,
    [tx.scope.entityId, tx.scope.livemode, lastDay(month)],
  )
  const href = '/variances'
  if (rows.length === 0) return { outcome: 'ready', sentence: 'No variance up to the end of the month waits.', href }
  const words = rows.map(({ count, currency, minor }) => `${count} of ${formatMoney({ minor, currency })}`)
  return { outcome: 'open', sentence: `Variances wait: ${words.join(', ')}.`, href }
}

async function checkJournals({ tx, month }: CheckContext): Promise<CheckResult> {
  const [row] = await tx.sql<{ waiting: bigint; unreversed: bigint }>(
    `SELECT count(*) FILTER (WHERE j.entry_id IS NULL AND p.state IN ('needs_approval', 'approved', 'executing')) AS waiting,
            count(*) FILTER (WHERE j.entry_id IS NOT NULL AND j.reversal_entry_id IS NULL AND j.reverses_on <= $4::text::date) AS unreversed
       FROM journal_draft j JOIN proposal p ON p.id = j.proposal_id
      WHERE j.entity_id = $1 AND j.livemode = $2 AND ($3::text::date <= j.accounting_on AND j.accounting_on <= $4::text::date OR j.reverses_on <= $4::text::date)`,
    [tx.scope.entityId, tx.scope.livemode, firstDay(month), lastDay(month)],
  )
  const { waiting, unreversed } = row ?? { waiting: 0n, unreversed: 0n }
  const href = '/ledger/journals'
  return waiting + unreversed === 0n
    ? { outcome: 'ready', sentence: 'No journal of the month waits, and every reversal due is posted.', href }
    : {
        outcome: 'open',
        sentence: `${waiting} journals wait for approval, ${unreversed} reversals are not posted.`,
        href,
      }
}
