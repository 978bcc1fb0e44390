import type { Stripe } from 'stripe'
import type { Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from './ledger.ts'

type Part = { amount: number; currency: string; source_types: { card: number } }

/** Newer than the typings: what is held in reserve, beside the money that may be paid out. */
type Balance = Wire<Stripe.Balance> & { risk_reserved?: { available: Part[]; pending: Part[] } }

const part = (currency: string, amount: number): Part => ({ amount, currency, source_types: { card: amount } })

/** The balance object: default currency first, so that a new account shows a zero instead of nothing. */
export function balanceOf(world: World, account: string): Balance {
  const home = world.store.find('account', world.platform, account)?.default_currency ?? 'usd'
  const funds = fundsOf(world, account)
  if (!funds.some(({ currency }) => currency === home)) funds.unshift({ currency: home, available: 0, pending: 0 })
  const held = fundsOf(world, account, undefined, 'risk_reserved')
  const reserved = account === world.platform ? reservedForSellers(world) : null
  return {
    object: 'balance',
    available: funds.map(({ currency, available }) => part(currency, available)),
    ...(reserved && { connect_reserved: funds.map(({ currency }) => part(currency, reserved.get(currency) ?? 0)) }),
    livemode: false,
    pending: funds.map(({ currency, pending }) => part(currency, pending)),
    ...(held.length > 0 && {
      risk_reserved: {
        available: held.map(({ currency, available }) => part(currency, available)),
        pending: held.map(({ currency, pending }) => part(currency, pending)),
      },
    }),
  }
}

/** Platform money set aside for sellers' negative balances, by currency. */
function reservedForSellers(world: World): ReadonlyMap<string, number> {
  const found = world.store
    .statement(
      `SELECT by_currency AS currency, -sum(net) AS amount FROM balance_transaction INDEXED BY balance_transaction_by_type
        WHERE account = ? AND by_type = 'reserve_transaction' GROUP BY by_currency`,
    )
    .all(world.platform)
  return new Map(found.map(({ currency, amount }) => [String(currency), Number(amount)]))
}
