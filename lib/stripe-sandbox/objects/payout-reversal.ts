import { refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { createPayout } from './payout.ts'

const REVERSIBLE_COUNTRIES = new Set(['US', 'CA'])

/**
 * Takes a payout back by debiting the bank account it went to: a payout of its own, with a negative amount
 * (docs.stripe.com/api/payouts/reverse).
 */
export function reversePayout(
  world: World,
  account: string,
  payout: Rows['payout'],
  metadata: Metadata,
): Rows['payout'] {
  const bank = world.store.find('bank_account', account, payout.destination ?? '')
  const why = whyNot(world, account, payout, bank?.country)
  if (why) throw refused('payouts_not_allowed', `Payout ${payout.id} cannot be reversed: ${why}.`)
  const reversal = createPayout(world, account, {
    amount: -payout.amount,
    currency: payout.currency,
    automatic: false,
    description: `Reversal of ${payout.id}`,
    metadata,
    original: payout.id,
  })
  world.store.update('payout', payout, { reversed_by: reversal.id })
  return reversal
}

function whyNot(world: World, account: string, payout: Rows['payout'], country?: string): string | undefined {
  if (account === world.platform) return 'only payouts of connected accounts can be'
  if (payout.reversed_by !== null) return `${payout.reversed_by} does so already`
  if (payout.original_payout !== null) return 'it is a reversal itself'
  if (payout.status !== 'paid' && payout.status !== 'in_transit') return `its status is ${payout.status}`
  if (!REVERSIBLE_COUNTRIES.has(country ?? '')) return 'its bank is neither in the US nor in Canada'
  return undefined
}
