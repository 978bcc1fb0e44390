import type { Evidence } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { proposeHoldBy } from '#lib/settlements/propose-hold.ts'
import { type AlertKind, KINDS } from '../alerts/alert-model.ts'

type Detected = {
  readonly entity: Entity
  readonly alertId: string
  readonly sellerId: string
  readonly kind: AlertKind
  readonly reason: string
  readonly evidence: readonly Evidence[]
  readonly at: Date
}

/** Puts the hold of a seller before the gate, with what was seen. A person decides; null when the seller is held already. */
export async function proposeDetectedHold(tx: Sql, detected: Detected): Promise<string | null> {
  const { entity, alertId, sellerId, kind, reason, evidence, at } = detected
  if ((await openHolds(tx, [sellerId])).length > 0) return null
  const proposal = await proposeHoldBy(tx, {
    entity,
    sellerId,
    sellerMust: KINDS[kind].sellerMust,
    reason: `${KINDS[kind].name}: ${reason}`,
    evidence: [{ label: 'The alert', kind: 'alert', id: alertId }, ...evidence],
    proposedBy: { kind: 'system', id: 'system' },
    at,
  })
  return proposal.id
}
