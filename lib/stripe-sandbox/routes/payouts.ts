import { choice, clearable, currency, integer, mergeMetadata, metadata, range, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { cancelPayout, createManualPayout } from '../objects/payout.ts'
import { reversePayout } from '../objects/payout-reversal.ts'
import { recordEvent } from '../webhooks/record-event.ts'

export const payoutRoutes: Route[] = [
  route(
    'POST',
    '/v1/payouts',
    {
      amount: required(integer),
      currency: required(currency),
      description: text,
      metadata,
      method: choice('standard', 'instant'),
      source_type: choice('bank_account', 'card', 'fpx'),
      statement_descriptor: text,
    },
    (call) => {
      const { params } = call
      const payout = createManualPayout(call.world, call.account, {
        amount: params.amount,
        currency: params.currency,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
        statementDescriptor: params.statement_descriptor ?? null,
        method: params.method ?? 'standard',
      })
      return reply(call, 'payout', payout)
    },
  ),
  getRoute('/v1/payouts/:id', 'payout'),
  listRoute('/v1/payouts', 'payout', {
    ...CREATED,
    arrival_date: range,
    destination: text,
    status: choice('pending', 'in_transit', 'paid', 'failed', 'canceled'),
  }),
  route('POST', '/v1/payouts/:id', { metadata, description: clearable }, (call) => {
    const payout = call.world.require('payout', call.account, lastOf(call.ids))
    const changed = call.world.store.update('payout', payout, {
      metadata: mergeMetadata(payout.metadata ?? {}, call.params.metadata),
    })
    recordEvent(call.world, call.account, 'payout.updated', 'payout', changed, { metadata: payout.metadata })
    return reply(call, 'payout', changed)
  }),
  route('POST', '/v1/payouts/:id/cancel', {}, (call) => {
    const payout = call.world.require('payout', call.account, lastOf(call.ids))
    return reply(call, 'payout', cancelPayout(call.world, call.account, payout))
  }),
  route('POST', '/v1/payouts/:id/reverse', { metadata }, (call) => {
    const payout = call.world.require('payout', call.account, call.ids[0] ?? '')
    const given = mergeMetadata({}, call.params.metadata)
    return reply(call, 'payout', reversePayout(call.world, call.account, payout, given))
  }),
]
