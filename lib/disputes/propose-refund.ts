import type { Actor } from '#lib/access/actor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, read } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import type { EffectPreview } from './effect-model.ts'
import { lockUnproposed } from './lock-charge.ts'
import { previewRefund } from './preview-effects.ts'
import { proposalEffects } from './proposal-effects.ts'
import { type CaseCharge, leftOf, readCharge } from './read-charge.ts'
import type { RefundReason } from './refund-model.ts'
import type { RefundArguments } from './refund-schema.ts'
import { noSuchCase, notPaid, tooMuchToRefund } from './refusals.ts'
import { sellerOfCharge } from './seller-of-charge.ts'

type Asking = {
  readonly actor: Actor
  readonly chargeId: string
  /** The dispute, inquiry or warning it answers; empty for none. */
  readonly caseId: string
  readonly amountMinor: string
  readonly reason: RefundReason
  readonly why: string
  readonly at: Date
}

/**
 * Proposes to give a buyer money back. Whoever proposes it cannot approve it. Refuses more than is left beside earlier refunds and
 * what disputes hold, and a second proposal about a payment while one waits.
 */
export function proposeRefund(asking: Asking): Promise<{ proposalId: string }> {
  const { actor, chargeId, caseId, reason, why, at } = asking
  return inTransaction(actor.scope, async (tx) => {
    const charge = await lockUnproposed(tx, chargeId)
    const amount = money(BigInt(asking.amountMinor), charge.currency)
    requireLeft(charge, amount.minor)
    const seller = await sellerOfCharge(tx, charge)
    const preview = await previewRefund(tx, { entity: actor.entity, charge, amountMinor: amount.minor, at })
    const isDestination = charge.destination !== ''
    const isDirect = charge.account !== actor.entity.stripeAccount
    const args: RefundArguments = {
      account: charge.account,
      chargeId,
      caseId,
      amountMinor: amount.minor.toString(),
      currency: charge.currency,
      reason,
      isTransferReversed: isDestination,
      isFeeRefunded: (isDestination || isDirect) && charge.applicationFeeId !== '',
      sellerId: seller?.id ?? '',
    }
    const whole = money(charge.amountMinor, charge.currency)
    const proposed = await propose(tx, {
      entity: actor.entity,
      kind: 'refund.create',
      onceKey: await onceKeyFor(tx, `refund:${chargeId}`),
      arguments: args,
      amount,
      functional: await convert(tx, amount, actor.entity.functionalCurrency, accountingOn(actor.entity, at)),
      ...(seller === null ? {} : { seller: { id: seller.id, since: seller.since } }),
      subject: caseId === '' ? { kind: 'charge', id: chargeId } : { kind: 'dispute', id: caseId },
      summary: `Refund ${formatMoney(amount)} of ${formatMoney(whole)} to the buyer of ${chargeId}${seller === null ? '' : ` (${seller.name})`}.`,
      reasoning: [why, ...preview.notes].join('\n'),
      evidence: [
        { label: 'The payment', kind: 'charge', id: chargeId },
        ...(caseId === '' ? [] : [{ label: 'The case', kind: 'dispute', id: caseId }]),
      ],
      checks: [
        { code: 'paid', passed: true, sentence: 'The payment was collected.' },
        {
          code: 'amount_left',
          passed: true,
          sentence: `${formatMoney(money(leftOf(charge), charge.currency))} of it can be refunded: the rest was refunded, or a bank has it.`,
        },
      ],
      effects: proposalEffects(preview),
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposed.id }
  })
}

function requireLeft(charge: CaseCharge, amountMinor: bigint): void {
  if (charge.status !== 'succeeded') throw notPaid()
  const left = leftOf(charge)
  if (amountMinor > left) throw tooMuchToRefund(money(left, charge.currency))
}

type Previewing = { readonly actor: Actor; readonly chargeId: string; readonly amountMinor: string; readonly at: Date }

/** What a refund of this amount would change; refuses what could not be refunded. */
export function previewRefundOf({ actor, chargeId, amountMinor, at }: Previewing): Promise<EffectPreview> {
  return read(actor.scope, async (tx) => {
    const charge = await readCharge(tx, chargeId)
    if (charge === null) throw noSuchCase()
    requireLeft(charge, BigInt(amountMinor))
    return previewRefund(tx, { entity: actor.entity, charge, amountMinor: BigInt(amountMinor), at })
  })
}
