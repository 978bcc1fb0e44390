import { moveBalance } from '../billing/customer-balance.ts'
import { clearable, currency, integer, mergeMetadata, metadata, required, text } from '../http/params.ts'
import { type Call, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'

const customerOf = ({ world, account, ids }: Call<unknown>) => world.require('customer', account, ids[0] ?? '')

/** What a customer has in credit or debt for the next invoices (docs.stripe.com/api/customer_balance_transactions). */
export const customerBalanceRoutes: Route[] = [
  route(
    'POST',
    '/v1/customers/:id/balance_transactions',
    { amount: required(integer), currency: required(currency), description: clearable, metadata },
    (call) => {
      const { world, account, params } = call
      const transaction = moveBalance(world, account, customerOf(call), {
        amount: params.amount,
        currency: params.currency,
        type: 'adjustment',
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'customer_balance_transaction', transaction)
    },
  ),
  listRoute('/v1/customers/:id/balance_transactions', 'customer_balance_transaction', { invoice: text }, (call) => ({
    where: { customer: customerOf(call).id },
  })),
  getRoute('/v1/customers/:id/balance_transactions/:id', 'customer_balance_transaction'),
]
