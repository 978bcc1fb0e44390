import type { Actor } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money, toWire } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { previewRefund } from './preview-effects.ts'
import { type CaseCharge, leftOf, readCharge } from './read-charge.ts'
import { pendingAbout } from './read-standing.ts'
import { sellerOfCharge } from './seller-of-charge.ts'

/** Everything the page of a refund shows, in one read; null when there is no such payment. */
export function readRefundPage(actor: Actor, chargeId: string, at: Date) {
  return read(actor.scope, async (tx) => {
    const charge = await readCharge(tx, chargeId)
    if (charge === null) return null
    const leftMinor = leftOf(charge)
    const [settlement] = await tx.sql<{ id: string }>(
      'SELECT id FROM settlement WHERE entity_id = $1 AND livemode = $2 AND charge_id = $3 ORDER BY id LIMIT 1',
      [tx.scope.entityId, tx.scope.livemode, chargeId],
    )
    const canRefund = charge.status === 'succeeded' && leftMinor > 0n
    return {
      charge,
      left: toWire(money(leftMinor, charge.currency)),
      triage: triageOf(charge, leftMinor),
      preview: canRefund ? await previewRefund(tx, { entity: actor.entity, charge, amountMinor: leftMinor, at }) : null,
      pending: await pendingAbout(tx, chargeId),
      sellerName: (await sellerOfCharge(tx, charge))?.name ?? '',
      settlementId: settlement?.id ?? '',
    }
  })
}

/** What may be done: in full, in part, or not at all, with the reason. */
function triageOf(charge: CaseCharge, leftMinor: bigint): string {
  const show = (minor: bigint) => formatMoney(money(minor, charge.currency))
  if (charge.status !== 'succeeded') return 'Refuse: the payment was not collected.'
  if (leftMinor === 0n && charge.takenMinor > 0n) {
    return 'Refuse: a bank has the money. A refund would give it to the buyer twice; answer or accept the dispute instead.'
  }
  if (leftMinor === 0n) return 'Refuse: everything was refunded.'
  if (charge.takenMinor > 0n) {
    return `At most in part: a bank has ${show(charge.takenMinor)}, and ${show(leftMinor)} is left beside it.`
  }
  return charge.refundedMinor > 0n
    ? `In part: ${show(charge.refundedMinor)} went back already, ${show(leftMinor)} is left.`
    : `In full or in part: nothing was refunded, and nobody disputes it.`
}
