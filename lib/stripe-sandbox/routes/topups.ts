import { choice, clearable, currency, integer, mergeMetadata, metadata, range, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { cancelTopup, createTopup } from '../objects/topup.ts'

export const topupRoutes: Route[] = [
  route(
    'POST',
    '/v1/topups',
    {
      amount: required(integer),
      currency: required(currency),
      description: text,
      metadata,
      source: text,
      statement_descriptor: text,
      transfer_group: text,
    },
    (call) => {
      const { params } = call
      const topup = createTopup(call.world, call.account, {
        amount: params.amount,
        currency: params.currency,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
        statementDescriptor: params.statement_descriptor ?? null,
        transferGroup: params.transfer_group ?? null,
      })
      return reply(call, 'topup', topup)
    },
  ),
  getRoute('/v1/topups/:id', 'topup'),
  listRoute('/v1/topups', 'topup', {
    ...CREATED,
    amount: range,
    status: choice('canceled', 'failed', 'pending', 'succeeded'),
  }),
  route('POST', '/v1/topups/:id', { metadata, description: clearable }, (call) => {
    const topup = call.world.require('topup', call.account, lastOf(call.ids))
    const changed = call.world.store.update('topup', topup, {
      metadata: mergeMetadata(topup.metadata, call.params.metadata),
      ...(call.params.description !== undefined && { description: call.params.description }),
    })
    return reply(call, 'topup', changed)
  }),
  route('POST', '/v1/topups/:id/cancel', {}, (call) => {
    const topup = call.world.require('topup', call.account, call.ids[0] ?? '')
    return reply(call, 'topup', cancelTopup(call.world, call.account, topup))
  }),
]
