import type { Stripe } from 'stripe'
import { applicationOf } from '../core/application.ts'
import type { BalanceTransactionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

export type FeeDetail = { amount: number; type: 'stripe_fee' | 'application_fee'; description: string }

type Posting = {
  type: Stripe.BalanceTransaction['type']
  category: string
  amount: number
  currency: string
  source: string
  availableOn?: number
  fees?: readonly FeeDetail[]
  description?: string | null
  payout?: string | null
  /** Set when the amount was converted from what its source says. */
  exchangeRate?: number | null
  /** Which of the account's balances moves; the one that pays and is paid out without it. */
  balanceType?: BalanceType
}

/** Money for payments and payouts, and money that waits in reserve. */
type BalanceType = 'payments' | 'risk_reserved'

/** The only writer of balance transactions. Every balance, payout content and report is a sum over what it wrote. */
export function post(world: World, account: string, posting: Posting): BalanceTransactionRow {
  const { amount, currency, fees = [], availableOn = world.now() } = posting
  const fee = fees.reduce((sum, detail) => sum + detail.amount, 0)
  if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(fee)) {
    throw new Error(`A posting needs whole minor units, got ${amount} with fee ${fee}`)
  }
  return world.store.insert('balance_transaction', account, {
    id: world.ids.next('txn'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: posting.balanceType ?? 'payments',
    created: world.now(),
    currency,
    description: posting.description ?? null,
    exchange_rate: posting.exchangeRate ?? null,
    fee,
    fee_details: fees.map((detail) => ({
      ...detail,
      application: detail.type === 'application_fee' ? applicationOf(world) : null,
      currency,
    })),
    net: amount - fee,
    reporting_category: posting.category,
    source: posting.source,
    type: posting.type,
    _payout: posting.payout ?? null,
  })
}

type Funds = { currency: string; available: number; pending: number }

/** What the account holds per currency: the sum of its balance transactions, split by whether they are available. */
export function fundsOf(
  world: World,
  account: string,
  currency?: string,
  balanceType: BalanceType = 'payments',
): Funds[] {
  const only = currency === undefined ? '' : ' AND by_currency = ?'
  const found = world.store
    .statement(
      `SELECT by_currency AS currency, sum(CASE WHEN available_on <= ? THEN net ELSE 0 END) AS available,
              sum(CASE WHEN available_on > ? THEN net ELSE 0 END) AS pending
         FROM balance_transaction WHERE account = ? AND balance_type = ?${only} GROUP BY by_currency ORDER BY by_currency`,
    )
    .all(world.now(), world.now(), account, balanceType, ...(currency === undefined ? [] : [currency]))
  return found.map((row) => ({
    currency: String(row.currency),
    available: Number(row.available),
    pending: Number(row.pending),
  }))
}

export function fundsIn(world: World, account: string, currency: string): Funds {
  return fundsOf(world, account, currency)[0] ?? { currency, available: 0, pending: 0 }
}

/** Money that goes back while its origin is still pending stays pending with it. */
export function noEarlierThan(world: World, account: string, transaction: string | null): number {
  const origin = transaction === null ? undefined : world.store.find('balance_transaction', account, transaction)
  return Math.max(origin?.available_on ?? 0, world.now())
}
