import { chartAccount } from '#lib/ledger/chart.ts'
import { firstDay, lastDay, monthAfter } from '#lib/ledger/periods/month-model.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { money, type WireMoney } from '#lib/money/money.ts'
import { convert } from '#lib/rates/rate.ts'
import type { CheckContext, CheckResult } from './checks.ts'

/** One account against the month before: income and expense by what they moved, balances by where they ended. */
export type FluxRow = {
  readonly code: string
  readonly gl: string
  readonly name: string
  /** On the side the account grows on. */
  readonly before: WireMoney
  readonly now: WireMoney
  readonly change: WireMoney
  /** Whole percent of the month before; null where that was zero. */
  readonly percent: number | null
  readonly needsComment: boolean
  readonly comment: string
  readonly notedByName: string
}

/** A change is asked about above this many units of the functional currency, and above this many percent. */
const FLUX_UNITS = 1_000n
const FLUX_PERCENT = 10n

type Row = {
  code: string
  currency: string
  beforeMoved: bigint
  nowMoved: bigint
  beforeEnd: bigint
  nowEnd: bigint
  comment: string
  notedByName: string
}

const MOVES = `
WITH moved AS (
  SELECT a.code, a.currency, sum(a.balance_minor) AS balance,
         sum((SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on > $6::text::date)) AS after,
         sum((SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on BETWEEN $5::text::date AND $6::text::date)) AS now,
         sum((SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on BETWEEN $3::text::date AND $4::text::date)) AS before
    FROM ledger_account a WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' GROUP BY 1, 2)
SELECT m.code, m.currency::text, coalesce(m.before, 0)::bigint AS "beforeMoved", coalesce(m.now, 0)::bigint AS "nowMoved",
       (m.balance - coalesce(m.after, 0) - coalesce(m.now, 0))::bigint AS "beforeEnd", (m.balance - coalesce(m.after, 0))::bigint AS "nowEnd",
       coalesce(n.comment, '') AS comment, coalesce(p.name, '') AS "notedByName"
  FROM moved m
  LEFT JOIN period_flux_note n ON n.entity_id = $1 AND n.livemode = $2 AND n.month = $5::text::date AND n.code = m.code AND n.currency = m.currency
  LEFT JOIN person p ON p.id = n.noted_by`

/** Every account whose change is worth a line, in the order of the general ledger. */
export async function readFlux({ tx, entity, month }: Omit<CheckContext, 'at'>): Promise<FluxRow[]> {
  const previous = monthAfter(month, -1)
  const rows = await tx.sql<Row>(MOVES, [
    tx.scope.entityId,
    tx.scope.livemode,
    firstDay(previous),
    lastDay(previous),
    firstDay(month),
    lastDay(month),
  ])
  const thresholds = new Map<string, bigint>()
  for (const currency of new Set(rows.map((row) => row.currency)))
    thresholds.set(currency, await thresholdIn({ tx, entity, month }, currency))
  return rows
    .map((row) => fluxOf(row, thresholds.get(row.currency) ?? 0n))
    .filter(({ change }) => change.minor !== '0')
    .sort((left, right) => `${left.now.currency} ${left.gl}`.localeCompare(`${right.now.currency} ${right.gl}`))
}

/** Whether every change above the threshold has a comment. */
export async function checkFlux(context: CheckContext): Promise<CheckResult> {
  const rows = await readFlux(context)
  const asked = rows.filter(({ needsComment }) => needsComment)
  const silent = asked.filter(({ comment }) => comment === '')
  const href = `/close/${context.month}#flux`
  return silent.length === 0
    ? { outcome: 'ready', sentence: `${asked.length} changes above the threshold, all explained.`, href }
    : {
        outcome: 'open',
        sentence: `${silent.length} of ${asked.length} changes above the threshold have no comment.`,
        href,
      }
}

function fluxOf(row: Row, threshold: bigint): FluxRow {
  const { code, currency } = row
  const { gl, name, kind, normal } = chartAccount(code)
  const sign = normal === 'debit' ? 1n : -1n
  const isResult = kind === 'income' || kind === 'expense'
  const before = sign * (isResult ? row.beforeMoved : row.beforeEnd)
  const now = sign * (isResult ? row.nowMoved : row.nowEnd)
  const change = now - before
  const [size, base] = [change < 0n ? -change : change, before < 0n ? -before : before]
  const amount = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  return {
    code,
    gl,
    name,
    before: amount(before),
    now: amount(now),
    change: amount(change),
    percent: base === 0n ? null : Number((size * 100n) / base),
    needsComment: size >= threshold && size * 100n >= base * FLUX_PERCENT,
    comment: row.comment,
    notedByName: row.notedByName,
  }
}

/** The threshold in a currency at the month's last stored rate; every change is asked about where there is none. */
async function thresholdIn({ tx, entity, month }: Omit<CheckContext, 'at'>, currency: string): Promise<bigint> {
  const own = money(FLUX_UNITS * 10n ** BigInt(exponentOf(entity.functionalCurrency)), entity.functionalCurrency)
  return (await convert(tx, own, currency, lastDay(month)))?.minor ?? 1n
}
