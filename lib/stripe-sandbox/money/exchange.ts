import type { World } from '../core/world.ts'
import { atRate, rateOn } from './rates.ts'

/** Money as it reaches a balance; `exchangeRate` is null where nothing was converted. */
export type Settled = { amount: number; currency: string; exchangeRate: number | null }

/** The currency in which the account holds what is paid in another: the same where it has a bank for it, else its own. */
export function settlementCurrency(world: World, account: string, currency: string): string {
  const banked = world.store
    .statement(`SELECT 1 AS found FROM bank_account WHERE account = ? AND json_extract(body, '$.currency') = ?`)
    .get(account, currency)
  if (banked) return currency
  return world.store.find('account', world.platform, account)?.default_currency ?? currency
}

/** Converts at the rate of the virtual day, unless the account holds the currency itself. */
export function settle(world: World, account: string, amount: number, currency: string): Settled {
  const own = settlementCurrency(world, account, currency)
  if (own === currency) return { amount, currency, exchangeRate: null }
  const exchangeRate = rateOn(world.store.meta.number('seed'), world.now(), currency, own)
  return { amount: atRate(amount, exchangeRate), currency: own, exchangeRate }
}

/** A part of something already settled, at the same rate. */
export const alike = ({ exchangeRate }: Pick<Settled, 'exchangeRate'>, amount: number): number =>
  exchangeRate === null ? amount : atRate(amount, exchangeRate)
