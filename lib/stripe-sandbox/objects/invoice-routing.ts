import { share } from '../billing/share.ts'
import type { InvoiceRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { NO_ROUTING, type Routing } from './routing.ts'

/** Where the money of a subscription's invoice goes: its shares are of what is due. */
export function routingOf({ _routing, amount_due, currency }: InvoiceRow): Routing {
  if (_routing === undefined) return NO_ROUTING
  const part = (percent: number | null) =>
    percent === null ? null : share(amount_due, Math.round(percent * 100), 10_000, currency)
  return {
    applicationFee: part(_routing.feePercent),
    destination: _routing.destination,
    transferAmount: part(_routing.amountPercent),
    onBehalfOf: _routing.onBehalfOf,
  }
}

/** Its own, its subscription's, or the customer's payment method: the first that is set. */
export function methodFor(world: World, account: string, invoice: InvoiceRow): string | null {
  const customer = world.require('customer', account, invoice.customer ?? '')
  const id = invoice.parent?.subscription_details?.subscription
  const subscription = id === undefined ? undefined : world.store.find('subscription', account, String(id))
  return (
    invoice.default_payment_method ??
    subscription?.default_payment_method ??
    customer.invoice_settings.default_payment_method
  )
}
