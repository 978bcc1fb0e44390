import { chartAccount } from '#lib/ledger/chart.ts'
import { firstDay, lastDay, type Month } from '#lib/ledger/periods/month-model.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What is rolled forward: opening + movements = closing, per currency. */
const ROLLED: readonly string[] = ['seller_payable', 'commission', 'processor_fees', 'payouts_in_transit']

export type Movement = {
  /** Posting rule without its version: what moved it. */
  readonly rule: string
  readonly count: string
  readonly amount: WireMoney
  /** Of it: facts of earlier months that came late. */
  readonly prior: WireMoney
}

export type RollForward = {
  readonly code: string
  readonly name: string
  readonly currency: string
  /** On the side the account grows on: what is owed, earned, paid or on its way. */
  readonly opening: WireMoney
  readonly movements: readonly Movement[]
  readonly closing: WireMoney
  /** Closing less opening less movements; anything but zero is a fault in the books. */
  readonly off: WireMoney
}

type Balance = { code: string; currency: string; opening: bigint; closing: bigint }
type Moved = { code: string; currency: string; rule: string; count: bigint; minor: bigint; prior: bigint }

/**
 * Opening and closing come backwards from running balances, movements forward from the month's lines: that they meet is the proof.
 */
export async function rollForward(tx: Sql, month: Month): Promise<RollForward[]> {
  const keys = [tx.scope.entityId, tx.scope.livemode, ROLLED, firstDay(month), lastDay(month)]
  const balances = await tx.sql<Balance>(
    `SELECT a.code, a.currency::text,
            sum(a.balance_minor - coalesce((SELECT sum(l.amount_minor) FROM journal_line l
              WHERE l.account_id = a.id AND l.accounting_on >= $4::text::date), 0))::bigint AS opening,
            sum(a.balance_minor - coalesce((SELECT sum(l.amount_minor) FROM journal_line l
              WHERE l.account_id = a.id AND l.accounting_on > $5::text::date), 0))::bigint AS closing
       FROM ledger_account a
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = ANY ($3::text[]) GROUP BY 1, 2`,
    keys,
  )
  const moved = await tx.sql<Moved>(
    `SELECT a.code, a.currency::text, split_part(e.rule, '@', 1) AS rule, count(*) AS count, sum(l.amount_minor)::bigint AS minor,
            coalesce(sum(l.amount_minor) FILTER (WHERE e.prior_on IS NOT NULL), 0)::bigint AS prior
       FROM ledger_account a
       JOIN journal_line l ON l.account_id = a.id AND l.accounting_on BETWEEN $4::text::date AND $5::text::date
       JOIN journal_entry e ON e.id = l.entry_id
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = ANY ($3::text[]) GROUP BY 1, 2, 3 ORDER BY 3`,
    keys,
  )
  return balances
    .map((balance) => rolled(balance, moved))
    .sort((left, right) => orderOf(left) - orderOf(right) || left.currency.localeCompare(right.currency))
}

const orderOf = ({ code }: RollForward) => ROLLED.indexOf(code)

function rolled({ code, currency, opening, closing }: Balance, moved: readonly Moved[]): RollForward {
  const { name, normal } = chartAccount(code)
  const sign = normal === 'debit' ? 1n : -1n
  const amount = (minor: bigint): WireMoney => ({ minor: (sign * minor).toString(), currency })
  const own = moved.filter((one) => one.code === code && one.currency === currency)
  const sum = own.reduce((total, { minor }) => total + minor, 0n)
  return {
    code,
    name,
    currency,
    opening: amount(opening),
    movements: own.map(({ rule, count, minor, prior }) => ({
      rule,
      count: count.toString(),
      amount: amount(minor),
      prior: amount(prior),
    })),
    closing: amount(closing),
    off: amount(closing - opening - sum),
  }
}
