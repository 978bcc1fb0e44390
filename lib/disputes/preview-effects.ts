import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { previewReturn, type ReturnPreview } from '#lib/settlements/preview-return.ts'
import type { EffectLine, EffectPreview } from './effect-model.ts'
import type { CaseCharge } from './read-charge.ts'

type Asked = {
  readonly entity: Entity
  readonly charge: CaseCharge
  readonly amountMinor: bigint
  readonly at: Date
}

/** What a refund of this amount would do to buyer, sellers, commission, fee and tax; the rules are those of settling itself. */
export async function previewRefund(tx: Sql, { entity, charge, amountMinor, at }: Asked): Promise<EffectPreview> {
  const { id: chargeId, account, currency } = charge
  const given = await previewReturn(tx, {
    entity,
    chargeId,
    account,
    chargedMinor: charge.amountMinor,
    amountMinor,
    at,
  })
  const buyer = line('Buyer has back', charge.refundedMinor, charge.refundedMinor + amountMinor, currency)
  return {
    title: `Refund of ${formatMoney(money(amountMinor, currency))}`,
    lines: [buyer, ...linesOf(given)],
    notes: notesOf(given, charge),
  }
}

/** What losing or accepting a dispute would do: the bank has taken the money already, now everybody's part of it goes. */
export async function previewLoss(
  tx: Sql,
  { disputeId, ...asked }: Asked & { readonly disputeId: string },
): Promise<EffectPreview> {
  const { entity, charge, amountMinor, at } = asked
  const { id: chargeId, account, currency } = charge
  const returning = { entity, chargeId, account, chargedMinor: charge.amountMinor, amountMinor, disputeId, at }
  const given = await previewReturn(tx, returning)
  return {
    title: `Loss of ${formatMoney(money(amountMinor, currency))}`,
    lines: [line('Buyer keeps', 0n, amountMinor, currency), ...linesOf(given)],
    notes: ['The fee for receiving the dispute stays with the platform.', ...notesOf(given, charge)],
  }
}

const line = (label: string, before: bigint, after: bigint, currency: string, note = ''): EffectLine => ({
  label,
  before: before.toString(),
  after: after.toString(),
  currency,
  note,
})

function linesOf(given: ReturnPreview | null): EffectLine[] {
  if (given === null) return []
  const { currency, sellers } = given
  const show = (minor: bigint) => formatMoney(money(minor, currency))
  return [
    ...sellers.map(({ name, owedBefore, owedAfter, clawedBack, carried }) => {
      const note = [
        clawedBack > 0n ? `${show(clawedBack)} taken back by a reversal` : '',
        carried > 0n ? `${show(carried)} kept back from the next settlements` : '',
      ].filter((part) => part !== '')
      return line(`Share of ${name}`, owedBefore, owedAfter, currency, note.join(', '))
    }),
    line('Platform’s commission', given.commissionBefore, given.commissionAfter, currency),
    line('Tax the platform owes', given.taxBefore, given.taxAfter, currency),
    line(
      'Stripe’s fee of the sale',
      given.processorFeeKept,
      given.processorFeeKept,
      currency,
      given.processorFeeKept > 0n ? 'not returned' : '',
    ),
  ]
}

function notesOf(given: ReturnPreview | null, charge: CaseCharge): string[] {
  if (given === null) return ['Nothing of this payment is settled yet: the shares follow when it is.']
  if (given.pattern === 'direct')
    return ['A direct charge: the seller’s own account pays the buyer back; only the fee is ours.']
  if (given.pattern === 'destination' && charge.transferId !== '') {
    return ['A destination charge: Stripe reverses the transfer along with the refund, below zero if need be.']
  }
  const isTaken = given.sellers.some(({ clawedBack }) => clawedBack > 0n)
  return isTaken ? ['The reversal is a proposal of its own: it is made once the money has left.'] : []
}
