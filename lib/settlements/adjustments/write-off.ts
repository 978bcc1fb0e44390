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
import { sellerSince } from '#lib/sellers/model.ts'
import { noSuchSeller } from '#lib/sellers/refusals.ts'
import { lockCarrying, readCarrying, sumOf } from '../carry.ts'
import { type Adjustment, adjustmentBy, insertAdjustment } from './adjustment.ts'
import { postAdjustment } from './post-adjustment.ts'

const writeOffArguments = z.object({
  adjustmentId: z.string(),
  sellerId: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
})

type Asking = {
  readonly actor: Actor
  readonly sellerId: string
  /** Minor units above zero. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly note: string
  readonly evidence: string
  readonly at: Date
}

/**
 * Puts before the gate that a debt of a seller is given up: the oldest debts first, never more than is open. Nothing changes before
 * somebody else approved it; the limits of the policy apply to its size. Refuses an unknown seller and more than is owed.
 */
export async function proposeWriteOff(tx: Sql, asked: Asking): Promise<{ adjustmentId: string; proposalId: string }> {
  const { actor, amountMinor, currency, note, evidence, at } = asked
  const { entity } = actor
  const seller = await resolveSeller(tx, asked.sellerId)
  if (seller === null) throw noSuchSeller()
  const openMinor = await openDebt(tx, { sellerId: seller.id, currency })
  if (amountMinor > openMinor) throw moreThanOwed(openMinor, currency)
  const amount = money(amountMinor, currency)
  const adjustmentId = newId('adj')
  const proposal = await propose(tx, {
    entity,
    kind: 'receivable.write_off',
    onceKey: `adjustment:${adjustmentId}`,
    arguments: { adjustmentId, sellerId: seller.id, amountMinor: amountMinor.toString(), currency } satisfies z.infer<
      typeof writeOffArguments
    >,
    amount,
    functional: await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at)),
    seller: { id: seller.id, since: sellerSince(seller) },
    subject: { kind: 'adjustment', id: adjustmentId },
    summary: `Write off ${formatMoney({ minor: amountMinor.toString(), currency })} that ${seller.name} owes.`,
    reasoning: note,
    evidence: [
      { label: seller.name, kind: 'seller', id: seller.id },
      ...(evidence === '' ? [] : [{ label: evidence, kind: 'note', id: adjustmentId }]),
    ],
    checks: [],
    effects: [
      {
        label: `Owed by ${seller.name}`,
        before: openMinor.toString(),
        after: (openMinor - amountMinor).toString(),
        currency,
      },
    ],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await insertAdjustment(tx, {
    id: adjustmentId,
    sellerId: seller.id,
    currency,
    amountMinor,
    reason: 'write_off',
    note,
    evidence,
    proposalId: proposal.id,
    createdBy: actor.personId,
    fileHash: '',
    lineNo: 0,
    recurs: '',
    untilOn: null,
    parentId: '',
    periodOn: null,
    at,
  })
  return { adjustmentId, proposalId: proposal.id }
}

/** Gives up an approved debt, once; void when less is owed than was approved: somebody paid, or it was kept back. */
export const writeOffExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const adjustment = await writeOffOf(tx, proposal)
    if (adjustment === null || adjustment.postedAt !== null)
      return { ok: false, void: true, reason: 'The write-off is another one than was approved.' }
    await lockCarrying(tx, adjustment)
    return (await openDebt(tx, adjustment)) < adjustment.amountMinor
      ? { ok: false, void: true, reason: 'The seller owes less than was to be written off.' }
      : { ok: true }
  },
  apply: async (tx, proposal, at) => {
    const adjustment = await writeOffOf(tx, proposal)
    const seller = adjustment === null ? null : await resolveSeller(tx, adjustment.sellerId)
    if (adjustment === null || seller === null)
      throw new Error(`the write-off of ${proposal.id} changed in the claiming transaction`)
    const entryId = await postAdjustment(tx, { entity, adjustment, seller, at })
    return {
      objectId: adjustment.id,
      sentence: proposal.summary,
      refs: [`adjustment:${adjustment.id}`, `seller:${seller.id}`, `journal_entry:${entryId}`],
    }
  },
})

/** What a seller owes in one currency and no settlement kept back yet. */
async function openDebt(tx: Sql, { sellerId, currency }: Pick<Adjustment, 'sellerId' | 'currency'>): Promise<bigint> {
  const { open } = await readCarrying(tx, { sellerId, currency, settlementId: '' })
  return sumOf(open)
}

async function writeOffOf(tx: Sql, proposal: Proposal): Promise<Adjustment | null> {
  const said = writeOffArguments.parse(JSON.parse(proposal.arguments))
  const found = await adjustmentBy(tx, said.adjustmentId, true)
  const isSame =
    found !== null &&
    found.proposalId === proposal.id &&
    found.reason === 'write_off' &&
    found.sellerId === said.sellerId &&
    found.amountMinor.toString() === said.amountMinor &&
    found.currency === said.currency
  return isSame ? found : null
}

const moreThanOwed = (minor: bigint, currency: string) =>
  new Refusal({
    code: 'adjustments.more_than_owed',
    status: 422,
    field: 'amountMinor',
    message: `Only ${formatMoney({ minor: minor.toString(), currency })} are open.`,
  })
