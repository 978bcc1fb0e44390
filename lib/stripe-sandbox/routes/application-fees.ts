import { show } from '../core/render.ts'
import { integer, mergeMetadata, metadata, text } from '../http/params.ts'
import { type Call, CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { refundApplicationFee } from '../objects/application-fee.ts'

const feeOf = (call: Call<unknown>) => call.world.require('application_fee', call.account, call.ids[0] ?? '', 'fee')

/** What the platform took from payments of connected accounts, and what it gave back. */
export const applicationFeeRoutes: Route[] = [
  getRoute('/v1/application_fees/:id', 'application_fee'),
  listRoute('/v1/application_fees', 'application_fee', { ...CREATED, charge: text }),
  route('POST', '/v1/application_fees/:id/refunds', { amount: integer, metadata }, (call) =>
    reply(
      call,
      'fee_refund',
      refundApplicationFee(call.world, feeOf(call), {
        amount: call.params.amount,
        metadata: mergeMetadata({}, call.params.metadata),
      }),
    ),
  ),
  listRoute('/v1/application_fees/:id/refunds', 'fee_refund', {}, (call) => ({ where: { fee: feeOf(call).id } })),
  route('GET', '/v1/application_fees/:id/refunds/:id', {}, (call) => {
    feeOf(call)
    const refund = call.world.require('fee_refund', call.account, lastOf(call.ids))
    return show(call.world, call.account, 'fee_refund', refund)
  }),
]
