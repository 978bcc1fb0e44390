import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { adjustmentBy } from './adjustment.ts'
import { payCredit } from './pay-credit.ts'

/** States of a transfer's proposal after which nothing more happens by itself. */
const OVER = ['rejected', 'expired', 'void']

type Asking = { readonly actor: Actor; readonly adjustmentId: string; readonly at: Date }

/**
 * Proposes what a seller is owed by an adjustment once more, after the transfer was rejected, expired or void. The person counts as
 * the proposer, and so cannot approve it. Refuses while a transfer is under way or paid, and when nothing is left to pay.
 */
export async function proposeCreditAgain(
  tx: Sql,
  { actor, adjustmentId, at }: Asking,
): Promise<{ proposalId: string }> {
  const adjustment = await adjustmentBy(tx, adjustmentId, true)
  const seller = adjustment === null ? null : await resolveSeller(tx, adjustment.sellerId)
  if (adjustment === null || seller === null || adjustment.postedAt === null || adjustment.amountMinor <= 0n)
    throw nothingOwed()
  const states = await tx.sql<{ state: string }>(
    `SELECT state FROM proposal WHERE entity_id = $1 AND livemode = $2 AND kind = 'transfer.create' AND subject_kind = 'adjustment'
        AND subject_id = $3`,
    [tx.scope.entityId, tx.scope.livemode, adjustmentId],
  )
  if (states.some(({ state }) => !OVER.includes(state))) throw underWay()
  const proposalId = await payCredit(tx, { entity: actor.entity, adjustment, seller, askedBy: actor.personId, at })
  if (proposalId === null) throw nothingOwed()
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'adjustments.propose_again',
    subject: { kind: 'adjustment', id: adjustmentId },
    note: 'Asked to propose the transfer again.',
    refs: [`proposal:${proposalId}`, `seller:${seller.id}`],
    requestId: actor.requestId,
    at,
  })
  return { proposalId }
}

const nothingOwed = () =>
  new Refusal({
    code: 'adjustments.nothing_owed',
    status: 409,
    message: 'Nothing is left to pay of this adjustment.',
  })

const underWay = () =>
  new Refusal({
    code: 'adjustments.under_way',
    status: 409,
    message: 'Its transfer is proposed, under way or paid already.',
  })
