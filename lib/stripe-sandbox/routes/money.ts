import { forbidden } from '../core/failure.ts'
import { show } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import { choice, clearable, currency, integer, mergeMetadata, metadata, required, text } from '../http/params.ts'
import { type Call, CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { balanceOf } from '../money/balance.ts'
import { createReversal } from '../objects/reversal.ts'
import { createTransfer } from '../objects/transfer.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Balance, its transactions, transfers and their reversals. */
export const moneyRoutes: Route[] = [
  route('GET', '/v1/balance', {}, ({ world, account }) => ({ ...balanceOf(world, account) }) as JsonObject),
  getRoute('/v1/balance_transactions/:id', 'balance_transaction'),
  listRoute('/v1/balance_transactions', 'balance_transaction', {
    ...CREATED,
    currency,
    payout: text,
    source: text,
    type: text,
  }),

  route(
    'POST',
    '/v1/transfers',
    {
      amount: integer,
      currency: required(currency),
      destination: required(text),
      description: text,
      metadata,
      source_transaction: text,
      source_type: choice('bank_account', 'card', 'fpx'),
      transfer_group: text,
    },
    (call) => {
      const { params } = call
      if (call.account !== call.world.platform) {
        throw forbidden('Only the platform of the sandbox makes transfers.', 'transfers_not_allowed')
      }
      const transfer = createTransfer(call.world, {
        amount: params.amount,
        currency: params.currency,
        destination: params.destination,
        sourceTransaction: params.source_transaction ?? null,
        transferGroup: params.transfer_group ?? null,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'transfer', transfer)
    },
  ),
  getRoute('/v1/transfers/:id', 'transfer'),
  listRoute('/v1/transfers', 'transfer', { ...CREATED, destination: text, transfer_group: text }),
  route('POST', '/v1/transfers/:id', { metadata, description: clearable }, (call) => {
    const { world, account, params } = call
    const transfer = world.require('transfer', account, lastOf(call.ids))
    const changed = world.store.update('transfer', transfer, {
      metadata: mergeMetadata(transfer.metadata, params.metadata),
      ...(params.description !== undefined && { description: params.description }),
    })
    recordEvent(world, account, 'transfer.updated', 'transfer', changed, { metadata: transfer.metadata })
    return reply(call, 'transfer', changed)
  }),

  route('POST', '/v1/transfers/:id/reversals', { amount: integer, description: text, metadata }, (call) => {
    const { params } = call
    const reversal = createReversal(call.world, transferOf(call), {
      amount: params.amount,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
    })
    return reply(call, 'transfer_reversal', reversal)
  }),
  listRoute('/v1/transfers/:id/reversals', 'transfer_reversal', {}, (call) => ({
    where: { transfer: transferOf(call).id },
  })),
  route('GET', '/v1/transfers/:id/reversals/:id', {}, (call) => {
    transferOf(call)
    const reversal = call.world.require('transfer_reversal', call.account, lastOf(call.ids))
    return show(call.world, call.account, 'transfer_reversal', reversal)
  }),
]

const transferOf = (call: Call<unknown>) => call.world.require('transfer', call.account, call.ids[0] ?? '')
