import type { ProviderExecutor } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { mirror } from '#lib/events/mirror.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { createRefund } from '#lib/providers/stripe/refunds.ts'
import type { RefundRow } from '#lib/providers/stripe/rows.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { lookUpRefund } from '#lib/transfers/about-buyers.ts'
import { foundBy, outcomeOf } from '#lib/transfers/outcome-of.ts'
import { leftOf, readCharge } from './read-charge.ts'
import { refundArguments } from './refund-schema.ts'

const argsOf = (proposal: Proposal) => refundArguments.parse(JSON.parse(proposal.arguments))

const record = async (tx: Sql, row: RefundRow): Promise<void> => void (await mirror(tx, { refund: [row] }))

/** Since when the seller of a proposal counts as one, for the policy. */
export async function sinceOfSeller(tx: Sql, proposal: Proposal): Promise<Date> {
  const seller = proposal.sellerId === '' ? null : await resolveSeller(tx, proposal.sellerId)
  return seller === null ? proposal.proposedAt : sellerSince(seller)
}

/**
 * Refunds a buyer at Stripe, once. What sellers got of it is taken back by the settlement of the payment, which sees the refund as
 * it sees any other.
 */
export const refundExecutor = (entity: Entity): ProviderExecutor => ({
  recheck: async (tx, proposal) => {
    const { chargeId, amountMinor } = argsOf(proposal)
    const charge = await readCharge(tx, chargeId)
    if (charge === null || charge.status !== 'succeeded') {
      return { ok: false, void: true, reason: 'The payment is not collected any more.' }
    }
    const left = leftOf(charge)
    if (BigInt(amountMinor) <= left) return { ok: true }
    const reason = `Only ${formatMoney(money(left, charge.currency))} can be refunded by now: the rest was refunded, or a bank has it.`
    return { ok: false, void: true, reason }
  },
  sellerSince: sinceOfSeller,
  send: async (proposal, idempotencyKey) => {
    const { amountMinor, account, chargeId, reason, isTransferReversed, isFeeRefunded } = argsOf(proposal)
    const sent = await createRefund(
      {
        entity,
        account,
        chargeId,
        amountMinor: BigInt(amountMinor),
        reason,
        isTransferReversed,
        isFeeRefunded,
        metadata: { tieout_proposal: proposal.id },
      },
      { idempotencyKey },
    )
    return outcomeOf(sent, record)
  },
  lookUp: async (proposal) => foundBy(await lookUpRefund(entity, proposal), record),
})
