import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { convert } from '#lib/rates/rate.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { type Seller, sellerSince } from '#lib/sellers/model.ts'
import { noSuchSeller } from '#lib/sellers/refusals.ts'
import { balanceOf } from '../balance-of.ts'
import { type Adjustment, adjustmentBy, insertAdjustment } from './adjustment.ts'
import { postAdjustment } from './post-adjustment.ts'
import { ADJUSTMENT_REASONS, type AdjustmentReason, RECURS_WORDS, type Recurs } from './reasons-model.ts'

const adjustmentArguments = z.object({
  adjustmentId: z.string(),
  sellerId: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  reason: z.string(),
  note: z.string(),
  recurs: z.string(),
  untilOn: z.string(),
})

type Adjusting = {
  readonly actor: Actor
  readonly sellerId: string
  /** Signed minor units: positive is owed to the seller, negative by the seller. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly reason: AdjustmentReason
  readonly note: string
  readonly evidence: string
  /** Comes again under the same approval, on days counted from the first, up to the last one. */
  readonly recurs?: Recurs
  readonly untilOn?: string | null
  /** The line of a file it came with. */
  readonly line?: { readonly fileHash: string; readonly lineNo: number }
  readonly at: Date
}

/**
 * Puts an adjustment before the gate. Nothing is owed by it before somebody else approved it. Refuses an unknown seller; the
 * limits of the policy apply to its size.
 */
export async function proposeAdjustment(
  tx: Sql,
  asked: Adjusting,
): Promise<{ adjustmentId: string; proposalId: string }> {
  const { actor, currency, reason, note, evidence, recurs = '', untilOn = null, line, at } = asked
  if (untilOn !== null && untilOn <= accountingOn(actor.entity, at)) throw endsTooSoon()
  const seller = await resolveSeller(tx, asked.sellerId)
  if (seller === null) throw noSuchSeller()
  const { amountMinor } = asked
  const size = money(amountMinor < 0n ? -amountMinor : amountMinor, currency)
  const adjustmentId = newId('adj')
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'adjustment.create',
    onceKey: line === undefined ? `adjustment:${adjustmentId}` : `adjustment:${line.fileHash}:${line.lineNo}`,
    arguments: {
      adjustmentId,
      sellerId: seller.id,
      amountMinor: amountMinor.toString(),
      currency,
      reason,
      note,
      recurs,
      untilOn: untilOn ?? '',
    } satisfies z.infer<typeof adjustmentArguments>,
    amount: size,
    functional: await convert(tx, size, actor.entity.functionalCurrency, accountingOn(actor.entity, at)),
    seller: { id: seller.id, since: sellerSince(seller) },
    subject: { kind: 'adjustment', id: adjustmentId },
    summary: `${summaryOf(seller, { amountMinor, currency, reason })}${recurs === '' ? '' : ` It comes again ${RECURS_WORDS[recurs]} until ${untilOn}.`}`,
    reasoning: note,
    evidence: [
      { label: seller.name, kind: 'seller', id: seller.id },
      ...(evidence === '' ? [] : [{ label: evidence, kind: 'note', id: adjustmentId }]),
    ],
    checks: [],
    effects: await effectsOf(tx, seller, { amountMinor, currency }),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await insertAdjustment(tx, {
    id: adjustmentId,
    sellerId: seller.id,
    currency,
    amountMinor,
    reason,
    note,
    evidence,
    proposalId: proposal.id,
    createdBy: actor.personId,
    fileHash: line?.fileHash ?? '',
    lineNo: line?.lineNo ?? 0,
    recurs,
    untilOn,
    parentId: '',
    periodOn: null,
    at,
  })
  return { adjustmentId, proposalId: proposal.id }
}

type Size = Pick<Adjustment, 'amountMinor' | 'currency'>

function summaryOf(seller: Seller, { amountMinor, currency, reason }: Size & Pick<Adjustment, 'reason'>): string {
  const size = formatMoney({ minor: (amountMinor < 0n ? -amountMinor : amountMinor).toString(), currency })
  const { word } = ADJUSTMENT_REASONS[reason]
  return amountMinor > 0n ? `${word}: ${size} more for ${seller.name}.` : `${word}: ${size} charged to ${seller.name}.`
}

async function effectsOf(tx: Sql, seller: Seller, { amountMinor, currency }: Size) {
  const owed = -(await balanceOf(tx, { code: 'seller_payable', subject: seller.id, currency }))
  return [
    {
      label: `Owed to ${seller.name}`,
      before: owed.toString(),
      after: (owed + amountMinor).toString(),
      currency,
    },
  ]
}

/**
 * Posts an approved adjustment once. What the seller owes by it is kept back from the next settlements; what it is owed nets
 * what the seller owes from earlier ones, and the rest is proposed as a transfer of its own.
 */
export const adjustmentExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const adjustment = await adjustmentOf(tx, proposal)
    return adjustment === null || adjustment.postedAt !== null
      ? { ok: false, void: true, reason: 'The adjustment is another one than was approved.' }
      : { ok: true }
  },
  apply: async (tx, proposal, at) => {
    const adjustment = await adjustmentOf(tx, proposal)
    const seller = adjustment === null ? null : await resolveSeller(tx, adjustment.sellerId)
    if (adjustment === null || seller === null)
      throw new Error(`the adjustment of ${proposal.id} changed in the claiming transaction`)
    const entryId = await postAdjustment(tx, { entity, adjustment, seller, at })
    return {
      objectId: adjustment.id,
      sentence:
        adjustment.amountMinor < 0n ? `${proposal.summary} The next settlements keep it back.` : proposal.summary,
      refs: [`adjustment:${adjustment.id}`, `seller:${seller.id}`, `journal_entry:${entryId}`],
    }
  },
})

/** The adjustment a proposal is about, if it still says what was approved. */
async function adjustmentOf(tx: Sql, proposal: Proposal): Promise<Adjustment | null> {
  const said = adjustmentArguments.parse(JSON.parse(proposal.arguments))
  const found = await adjustmentBy(tx, said.adjustmentId, true)
  const isSame =
    found !== null &&
    found.proposalId === proposal.id &&
    found.sellerId === said.sellerId &&
    found.amountMinor.toString() === said.amountMinor &&
    found.currency === said.currency &&
    found.reason === said.reason
  return isSame ? found : null
}

const endsTooSoon = () =>
  new Refusal({
    code: 'adjustments.until',
    status: 422,
    field: 'untilOn',
    message: 'The last day must be after today.',
  })
