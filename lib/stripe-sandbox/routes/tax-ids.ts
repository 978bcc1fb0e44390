import { required, text } from '../http/params.ts'
import { type Call, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const customerOf = ({ world, account, ids }: Call<unknown>) => world.require('customer', account, ids[0] ?? '')

/** The country that a type such as `de_vat` belongs to; none for a union's. */
const countryOf = (type: string): string | null => (type.startsWith('eu_') ? null : type.slice(0, 2).toUpperCase())

/** A customer's numbers with tax offices, which invoices name (docs.stripe.com/api/customer_tax_ids). */
export const taxIdRoutes: Route[] = [
  route('POST', '/v1/customers/:id/tax_ids', { type: required(text), value: required(text) }, (call) => {
    const { world, account, params } = call
    const customer = customerOf(call)
    const row = world.store.insert('tax_id', account, {
      id: world.ids.next('txi'),
      object: 'tax_id',
      country: params.type === 'eu_vat' ? params.value.slice(0, 2).toUpperCase() : countryOf(params.type),
      created: world.now(),
      customer: customer.id,
      customer_account: null,
      livemode: false,
      owner: { customer: customer.id, customer_account: null, type: 'customer' },
      type: params.type,
      value: params.value,
      verification: { status: 'verified', verified_address: null, verified_name: customer.name ?? null },
    })
    recordEvent(world, account, 'customer.tax_id.created', 'tax_id', row)
    return reply(call, 'tax_id', row)
  }),
  listRoute('/v1/customers/:id/tax_ids', 'tax_id', {}, (call) => ({ where: { customer: customerOf(call).id } })),
  getRoute('/v1/customers/:id/tax_ids/:id', 'tax_id'),
  route('DELETE', '/v1/customers/:id/tax_ids/:id', {}, ({ world, account, ids }) => {
    const row = world.require('tax_id', account, lastOf(ids))
    world.store.remove('tax_id', row.id)
    recordEvent(world, account, 'customer.tax_id.deleted', 'tax_id', row)
    return { id: row.id, object: 'tax_id', deleted: true }
  }),
]
