import type { Entity } from '#lib/entities/entity.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { ratesOn } from '#lib/rates/rates-on.ts'
import { chartAccount } from '../chart.ts'
import { lastDay, type Month } from './month-model.ts'

/** One account's balance in one foreign currency at a month's end. Minor units; debits positive. */
export type RevaluedBalance = {
  readonly code: string
  readonly currency: string
  /** In its own currency. */
  readonly balanceMinor: bigint
  /** In functional currency: what moved it, each day at that day's stored rate. */
  readonly carriedMinor: bigint
  /** In functional currency at the stored rate of the month's last day. */
  readonly closingMinor: bigint
  /** What the revaluation account holds for it already. */
  readonly postedMinor: bigint
}

export type Revaluation = {
  readonly balances: readonly RevaluedBalance[]
  /** Currencies and days without a stored rate: nothing is revalued before they are there. */
  readonly missing: readonly { readonly currency: string; readonly on: string }[]
}

/** Accounts that are worth what they will bring or cost: not income and expense, which keep the rate of their day. */
const REVALUED = new Set(['asset', 'liability', 'clearing'])

export const revaluationSubject = ({ code, currency }: Pick<RevaluedBalance, 'code' | 'currency'>): string =>
  `${code} ${currency}`

type Day = { code: string; currency: string; on: string; minor: bigint }

/** Balances in other currencies at the stored rates of a month's end, against what they were carried at. */
export async function revalue(tx: Sql, entity: Entity, month: Month): Promise<Revaluation> {
  const end = lastDay(month)
  const days = (await movements(tx, entity, end)).filter(({ code }) => REVALUED.has(chartAccount(code).kind))
  const wanted = distinct([...days, ...days.map(({ currency }) => ({ currency, on: end }))])
  const at = await ratesOn(tx, wanted, entity.functionalCurrency)
  const missing = wanted.filter(({ currency, on }) => at(money(1n, currency), on) === null)
  if (missing.length > 0) return { balances: [], missing }
  const posted = await postedOn(tx, end)
  const worth = (minor: bigint, currency: string, on: string) => at(money(minor, currency), on)?.minor ?? 0n
  const accounts = new Map<string, Day[]>()
  for (const day of days) {
    const key = revaluationSubject(day)
    accounts.set(key, [...(accounts.get(key) ?? []), day])
  }
  const balances = [...accounts].map(([key, own]) => {
    const { code = '', currency = '' } = own[0] ?? {}
    const balanceMinor = own.reduce((sum, { minor }) => sum + minor, 0n)
    return {
      code,
      currency,
      balanceMinor,
      carriedMinor: own.reduce((sum, day) => sum + worth(day.minor, currency, day.on), 0n),
      closingMinor: worth(balanceMinor, currency, end),
      postedMinor: posted.get(key) ?? 0n,
    }
  })
  return { balances: balances.sort((left, right) => key(left).localeCompare(key(right))), missing: [] }
}

/** What is still to be posted for a balance, functional minor units, debits positive. */
export const toPost = ({ carriedMinor, closingMinor, postedMinor }: RevaluedBalance): bigint =>
  closingMinor - carriedMinor - postedMinor

const key = ({ code, currency }: RevaluedBalance) => `${currency} ${chartAccount(code).gl}`

/** What moved each account in another currency, by day, up to a day. */
function movements(tx: Sql, { functionalCurrency }: Entity, until: string): Promise<Day[]> {
  return tx.sql<Day>(
    `SELECT a.code, a.currency::text, l.accounting_on::text AS "on", sum(l.amount_minor)::bigint AS minor
       FROM ledger_account a JOIN journal_line l ON l.account_id = a.id AND l.accounting_on <= $4::text::date
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.currency <> $3
      GROUP BY 1, 2, 3 HAVING sum(l.amount_minor) <> 0`,
    [tx.scope.entityId, tx.scope.livemode, functionalCurrency, until],
  )
}

async function postedOn(tx: Sql, day: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.sql<{ subject: string; minor: bigint }>(
    `SELECT a.subject, sum(l.amount_minor)::bigint AS minor
       FROM ledger_account a JOIN journal_line l ON l.account_id = a.id AND l.accounting_on <= $3::text::date
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'fx_revaluation' GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode, day],
  )
  return new Map(rows.map(({ subject, minor }) => [subject, minor]))
}

function distinct(days: readonly { readonly currency: string; readonly on: string }[]) {
  const known = new Map(days.map(({ currency, on }) => [`${on} ${currency}`, { currency, on }]))
  return [...known].sort(([left], [right]) => left.localeCompare(right)).map(([, day]) => day)
}
