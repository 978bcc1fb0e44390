import type { Sql } from '#lib/platform/db.ts'
import { recordOrigin } from '#lib/transfers/origin.ts'
import type { Evaluation } from './evaluate.ts'

type Noting = {
  readonly account: string
  readonly settlementId: string
  readonly evaluation: Pick<Evaluation, 'pattern' | 'facts' | 'shares'>
  readonly at: Date
}

/** The transfer of a destination charge, and reversals that came with its refunds, were made by Stripe: nobody asked the gate. */
export async function noteByStripe(tx: Sql, { account, settlementId, evaluation, at }: Noting): Promise<void> {
  if (evaluation.pattern !== 'destination') return
  const sellerId = evaluation.shares[0]?.seller.id ?? ''
  const transferIds = evaluation.facts.charges.map(({ transferId }) => transferId).filter((id) => id !== '')
  const made = await tx.sql<{ id: string; reason: string }>(
    `SELECT id, 'by Stripe, destination charge' AS reason FROM transfer
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND id = ANY($4::text[])
      UNION ALL
     SELECT id, 'by Stripe, with refund ' || source_refund_id FROM transfer_reversal
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND transfer_id = ANY($4::text[]) AND source_refund_id <> ''`,
    [tx.scope.entityId, tx.scope.livemode, account, transferIds],
  )
  for (const { id, reason } of made)
    await recordOrigin(tx, { objectId: id, origin: 'by_stripe', settlementId, sellerId, reason, at })
}
