import type { Rows } from '../core/kinds.ts'
import { createRefund } from '../objects/refund.ts'
import { createReversal } from '../objects/reversal.ts'
import type { Order } from './order.ts'
import { proportion } from './proportion.ts'
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
    createReversal(world, transfer, {
      amount: partOf(stage, transfer, charge, refund.amount),
      metadata: { order_id: order.id },
      description: null,
    })
  }
  return refund
}

/** The refund's part of a transfer: by what the buyer was charged, whatever the rates of both days are. */
function partOf({ world }: Stage, transfer: Rows['transfer'], charge: Rows['charge'], refunded: number): number {
  if (refunded === charge.amount) return transfer.amount
  const { amount } = world.require('balance_transaction', world.platform, charge.balance_transaction ?? '')
  const gone = (BigInt(amount) * BigInt(refunded) * 2n + BigInt(charge.amount)) / (BigInt(charge.amount) * 2n)
  return proportion(Number(gone), [transfer.amount, amount - transfer.amount])[0] ?? 0
}
