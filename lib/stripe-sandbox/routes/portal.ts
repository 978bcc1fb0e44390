import { letters } from '../core/ids.ts'
import { required, text } from '../http/params.ts'
import { type Route, reply, route } from '../http/route.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Short-lived ways into the customer portal (docs.stripe.com/api/customer_portal/sessions). */
export const portalRoutes: Route[] = [
  route(
    'POST',
    '/v1/billing_portal/sessions',
    { configuration: text, customer: required(text), locale: text, return_url: text },
    (call) => {
      const { world, account, params } = call
      world.require('customer', account, params.customer, 'customer', 400)
      const id = world.ids.next('bps')
      const session = world.store.insert('portal_session', account, {
        id,
        object: 'billing_portal.session',
        configuration: params.configuration ?? `bpc_${letters(`${account}:portal`, 24)}`,
        created: world.now(),
        customer: params.customer,
        customer_account: null,
        flow: null,
        livemode: false,
        locale: null,
        on_behalf_of: null,
        return_url: params.return_url ?? null,
        url: `${world.origin}/_hosted/portal/${id}`,
      })
      recordEvent(world, account, 'billing_portal.session.created', 'portal_session', session)
      return reply(call, 'portal_session', session)
    },
  ),
]
