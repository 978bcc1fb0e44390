import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** A refund that says nothing yet but its amount. */
export function blankRefund(world: World, id: string, amount: number, currency: string): Rows['refund'] {
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: null,
    created: world.now(),
    currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}
