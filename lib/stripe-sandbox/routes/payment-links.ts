import { invalid } from '../core/failure.ts'
import { boolean, choice, integer, listOf, mergeMetadata, metadata, object, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { createPaymentLink } from '../objects/payment-link.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Links that sell the same things again and again (docs.stripe.com/api/payment-link). */
export const paymentLinkRoutes: Route[] = [
  route(
    'POST',
    '/v1/payment_links',
    {
      line_items: required(listOf(object({ price: required(text), quantity: required(integer) }))),
      after_completion: object({
        type: required(choice('redirect', 'hosted_confirmation')),
        redirect: object({ url: required(text) }),
      }),
      application_fee_amount: integer,
      metadata,
      on_behalf_of: text,
      payment_intent_data: object({ description: text, metadata, transfer_group: text }),
      transfer_data: object({ destination: required(text), amount: integer }),
    },
    (call) => {
      const { world, account, params } = call
      const returnUrl = params.after_completion?.redirect?.url ?? null
      if (returnUrl !== null && !/^https?:\/\//.test(returnUrl))
        throw invalid('Not a valid URL', 'after_completion[redirect][url]', 'url_invalid')
      const intent = params.payment_intent_data
      const link = createPaymentLink(world, account, {
        lines: params.line_items,
        returnUrl,
        metadata: mergeMetadata({}, params.metadata),
        intent: {
          description: intent?.description ?? null,
          metadata: mergeMetadata({}, intent?.metadata),
          transferGroup: intent?.transfer_group ?? null,
        },
        applicationFee: params.application_fee_amount ?? null,
        onBehalfOf: params.on_behalf_of ?? null,
        transfer:
          params.transfer_data === undefined
            ? null
            : { destination: params.transfer_data.destination, amount: params.transfer_data.amount ?? null },
      })
      return reply(call, 'payment_link', link)
    },
  ),
  listRoute('/v1/payment_links', 'payment_link', { ...CREATED, active: boolean }),
  getRoute('/v1/payment_links/:id', 'payment_link'),
  route('POST', '/v1/payment_links/:id', { active: boolean, metadata }, (call) => {
    const { world, account, params, ids } = call
    const link = world.require('payment_link', account, lastOf(ids), 'payment_link')
    const updated = world.store.update('payment_link', link, {
      active: params.active ?? link.active,
      metadata: mergeMetadata(link.metadata, params.metadata),
    })
    recordEvent(world, account, 'payment_link.updated', 'payment_link', updated)
    return reply(call, 'payment_link', updated)
  }),
]
