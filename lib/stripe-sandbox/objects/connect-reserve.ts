import { DAY } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { settlementCurrency } from '../money/exchange.ts'
import { fundsOf, post } from '../money/ledger.ts'

/** After so many days below zero, the platform's reserve clears the balance (docs.stripe.com/connect/account-balances). */
const CLEARED_AFTER = 180 * DAY

/**
 * Once a day: sets platform money aside for every balance below zero that the platform bears, gives back what is no longer
 * needed, and clears what has been below zero for too long.
 */
export function coverNegativeBalances(world: World): void {
  for (const account of concerned(world)) {
    const bearer = world.store.find('account', world.platform, account)?.controller?.losses?.payments
    if (bearer === 'application') coverAccount(world, account)
  }
}

/** Accounts that money was taken from since yesterday, or that money is set aside for. */
function concerned(world: World): string[] {
  const found = world.store
    .statement(
      `SELECT account FROM balance_transaction
        WHERE available_on >= ? AND available_on <= ? AND net < 0 AND by_type IN (${TAKEN.map((type) => `'${type}'`).join(', ')})
       UNION SELECT by_connected FROM reserve_transaction GROUP BY by_connected, by_currency
              HAVING sum(json_extract(body, '$.amount')) <> 0
       ORDER BY 1`,
    )
    .all(world.now() - DAY, world.now())
  return found.map(({ account }) => String(account)).filter((account) => account !== world.platform)
}

/** What takes money from a seller's balance that may not hold it; a payout never does. */
const TAKEN = ['refund', 'payment_refund', 'adjustment', 'stripe_fee', 'payment_failure_refund']

function coverAccount(world: World, account: string): void {
  const short = new Map(
    fundsOf(world, account).map((held) => [held.currency, -Math.min(held.available + held.pending, 0)]),
  )
  const covers = coversOf(world, account)
  for (const currency of [...new Set([...short.keys(), ...covers.keys()])].sort()) {
    if (settlementCurrency(world, world.platform, currency) !== currency) continue
    const { amount = 0, since = world.now() } = covers.get(currency) ?? {}
    const needed = short.get(currency) ?? 0
    const isTooLong = needed > 0 && amount > 0 && world.now() - since >= CLEARED_AFTER
    if (isTooLong) clear(world, account, needed, currency)
    setAside(world, account, (isTooLong ? 0 : needed) - amount, currency)
  }
}

/** What is set aside for an account by currency, and since when without a break. */
function coversOf(world: World, account: string): Map<string, { amount: number; since: number }> {
  const covers = new Map<string, { amount: number; since: number }>()
  for (const row of world.store.all('reserve_transaction', world.platform, { connected: account })) {
    const before = covers.get(row.currency)
    const amount = (before?.amount ?? 0) - row.amount
    covers.set(row.currency, { amount, since: before && before.amount > 0 ? before.since : row.created })
  }
  return covers
}

function setAside(world: World, account: string, amount: number, currency: string): void {
  if (amount === 0) return
  const id = world.ids.next('rsv')
  const description = `${amount > 0 ? 'Reserved for' : 'Released from'} the negative balance of ${account}`
  world.store.insert('reserve_transaction', world.platform, {
    id,
    object: 'reserve_transaction',
    amount: -amount,
    created: world.now(),
    currency,
    description,
    _account: account,
  })
  post(world, world.platform, {
    type: 'reserve_transaction',
    category: 'connect_reserved_funds',
    amount: -amount,
    currency,
    source: id,
    description,
  })
}

/** The platform's money brings the balance back to zero; the seller owes it to nobody at Stripe any more. */
function clear(world: World, account: string, amount: number, currency: string): void {
  const id = world.ids.next('cct')
  world.store.insert('connect_collection_transfer', world.platform, {
    id,
    object: 'connect_collection_transfer',
    amount,
    created: world.now(),
    currency,
    destination: account,
    livemode: false,
  })
  const both = {
    type: 'connect_collection_transfer',
    category: 'connect_collection_transfer',
    currency,
    source: id,
  } as const
  post(world, world.platform, { ...both, amount: -amount, description: `Negative balance of ${account} cleared` })
  post(world, account, { ...both, amount, description: 'Negative balance cleared' })
}
