import { displayAmount } from '../core/currency.ts'
import { invalid, missing } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** Where the money of a payment goes besides the account that charges (docs.stripe.com/connect/charges). */
export type Routing = {
  applicationFee: number | null
  destination: string | null
  /** What the destination gets; the whole charge without it. */
  transferAmount: number | null
  onBehalfOf: string | null
}

export const NO_ROUTING: Routing = { applicationFee: null, destination: null, transferAmount: null, onBehalfOf: null }

type Routed = Pick<Rows['payment_intent'], 'application_fee_amount' | 'on_behalf_of' | 'transfer_data'>

/** The routing as objects carry it. */
export const routedFields = ({ applicationFee, destination, transferAmount, onBehalfOf }: Routing): Routed => ({
  application_fee_amount: applicationFee,
  on_behalf_of: onBehalfOf,
  transfer_data:
    destination === null ? null : { destination, ...(transferAmount !== null && { amount: transferAmount }) },
})

/** Refuses what Connect does not allow: two ways of paying at once, a fee that nobody takes, more than was charged. */
export function checkRouting(world: World, account: string, amount: number, currency: string, routing: Routing): void {
  const { applicationFee, destination, transferAmount } = routing
  if (destination !== null) {
    if (account !== world.platform)
      throw invalid('A connected account has no accounts to transfer to.', 'transfer_data')
    const found = world.store.find('account', world.platform, destination)
    if (!found || destination === world.platform)
      throw missing('destination', destination, 'transfer_data[destination]', 400)
    if (found.capabilities?.transfers !== 'active') {
      throw invalid(
        `Your destination account ${destination} needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments`,
        'transfer_data[destination]',
        'insufficient_capabilities_for_transfer',
      )
    }
  }
  if (transferAmount !== null && applicationFee !== null) {
    throw invalid(
      'You may not provide both application_fee_amount and transfer_data[amount].',
      'application_fee_amount',
    )
  }
  if (applicationFee !== null && destination === null && account === world.platform) {
    throw invalid(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
      'application_fee_amount',
    )
  }
  for (const [name, part] of [
    ['application_fee_amount', applicationFee],
    ['transfer_data[amount]', transferAmount],
  ] as const) {
    if (part === null) continue
    if (part < 0) throw invalid('Invalid non-negative integer', name, 'parameter_invalid_integer')
    if (part > amount)
      throw invalid(`${name} must be at most ${displayAmount(amount, currency)}.`, name, 'amount_too_large')
  }
}
