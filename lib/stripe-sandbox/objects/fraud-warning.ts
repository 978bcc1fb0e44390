import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** The card's bank says that the payment looks like fraud; a refund now spares the dispute (Radar, early fraud warnings). */
export function warn(world: World, account: string, charge: Rows['charge']): Rows['early_fraud_warning'] {
  const warning = world.store.insert('early_fraud_warning', account, {
    id: world.ids.next('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: charge.amount_refunded < charge.amount_captured && !charge.disputed,
    charge: charge.id,
    created: world.now(),
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(charge.payment_intent !== null && { payment_intent: charge.payment_intent }),
  })
  recordEvent(world, account, 'radar.early_fraud_warning.created', 'early_fraud_warning', warning)
  return warning
}

/** Nothing can be done about a warning any more once the charge is refunded or disputed. */
export function settleWarnings(world: World, account: string, charge: string): void {
  for (const warning of world.store.all('early_fraud_warning', account, { charge })) {
    if (!warning.actionable) continue
    const settled = world.store.update('early_fraud_warning', warning, { actionable: false })
    recordEvent(world, account, 'radar.early_fraud_warning.updated', 'early_fraud_warning', settled, {
      actionable: true,
    })
  }
}
