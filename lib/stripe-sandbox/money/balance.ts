import type { Stripe } from 'stripe'
import type { Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from './ledger.ts'

/** The balance object: default currency first, so that a new account shows a zero instead of nothing. */
export function balanceOf(world: World, account: string): Wire<Stripe.Balance> {
  const home = world.store.find('account', world.platform, account)?.default_currency ?? 'usd'
  const funds = fundsOf(world, account)
  if (!funds.some(({ currency }) => currency === home)) funds.unshift({ currency: home, available: 0, pending: 0 })
  return {
    object: 'balance',
    available: funds.map(({ currency, available }) => ({
      amount: available,
      currency,
      source_types: { card: available },
    })),
    ...(account === world.platform && { connect_reserved: funds.map(({ currency }) => ({ amount: 0, currency })) }),
    livemode: false,
    pending: funds.map(({ currency, pending }) => ({ amount: pending, currency, source_types: { card: pending } })),
  }
}
