import type { Rows } from '../core/kinds.ts'
import { createRefund } from '../objects/refund.ts'
import { createReversal } from '../objects/reversal.ts'
import type { Order } from './order.ts'
import { chargeOf, homeOf, type Stage } from './stage.ts'

/** Refunds the buyer, and takes back from the seller the part that was already passed on, as nobody does by hand after go-live. */
export function refundOrder(stage: Stage, order: Order): Rows['refund'] | undefined {
  const { world } = stage
  const charge = chargeOf(stage, order)
  if (!charge || !order.refund) return undefined
  const refund = createRefund(world, homeOf(stage, order), charge, {
    amount: order.refund.amount ?? undefined,
    reason: 'requested_by_customer',
    metadata: { order_id: order.id },
    reverseTransfer: order.pattern === 'destination',
    refundApplicationFee: order.pattern !== 'separate',
  })
  if (order.pattern !== 'separate' || world.now() >= stage.goLive) return refund
  for (const transfer of world.store.all('transfer', world.platform, { source_transaction: charge.id })) {
    const share = BigInt(transfer.amount) * BigInt(refund.amount)
    createReversal(world, transfer, {
      amount: Number(share / BigInt(charge.amount)),
      metadata: { order_id: order.id },
      description: null,
    })
  }
  return refund
}
