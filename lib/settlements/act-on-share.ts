import { propose } from '#lib/approvals/propose.ts'
import { voidProposal } from '#lib/approvals/void-proposal.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { recordOrigin } from '#lib/transfers/origin.ts'
import { readSellerHistory } from '#lib/transfers/read-seller-history.ts'
import type { ReversalArguments, TransferArguments } from '#lib/transfers/transfer-arguments.ts'
import { balanceOf } from './balance-of.ts'
import { askToKeepBack, sumOf, writeKept } from './carry.ts'
import { blocks, type Check } from './checks.ts'
import type { Collected } from './collected.ts'
import type { Share } from './decide-shares.ts'
import type { Evaluation } from './evaluate.ts'
import { isEffective } from './facts.ts'
import type { TitledRecord } from './settlement-record.ts'
import { saveShare } from './share-store.ts'
import { readUnexplainedReversals } from './store.ts'
import { noteCountedAnew } from './true-up.ts'
import { reasoningOf, reversalSummary, transferSummary } from './words.ts'

export type Acting = {
  readonly entity: Entity
  readonly settlementId: string
  readonly share: Share
  readonly evaluation: Evaluation
  readonly collected: Collected
  readonly record: TitledRecord
  readonly again?: { readonly sellerId: string; readonly personId: string }
  readonly at: Date
}

/** Carries out a share's next step: voids what is no longer right, proposes what is, and keeps the share's row. */
export async function actOnShare(tx: Sql, acting: Acting): Promise<void> {
  const { share, settlementId, collected, at } = acting
  const { step, seller } = share
  const { currency } = collected.settled
  const netting = { settlementId, sellerId: seller.id, currency }
  await writeKept(tx, { ...netting, ...share.kept, at })
  for (const { id, reason } of step.voids) await voidProposal(tx, id, reason, at)
  await adopt(tx, acting)
  await noteCountedAnew(tx, { settlementId, share, version: acting.record.version, currency, at })
  const proposalId = step.propose === null ? step.proposalId : await proposeTransfer(tx, acting, step.propose)
  for (const reversal of step.reverse) await proposeReversal(tx, acting, reversal)
  await saveShare(tx, {
    settlementId,
    sellerId: seller.id,
    currency,
    owedMinor: share.owedMinor,
    volumeMinor: share.volumeMinor,
    transferredMinor: step.netMinor - sumOf(share.kept.after) + share.recoveredMinor,
    state: step.state,
    reason: step.reason,
    heldMinor: share.due.heldMinor,
    nextDueOn: share.due.nextOn,
    proposalId,
    carryMinor: step.carryMinor,
    carrySince: step.carryMinor === 0n ? null : lastReturn(acting),
  })
  if (step.carryMinor > 0n) await askToKeepBack(tx, netting)
}

/** When the seller began to owe it: the latest refund or lost dispute. */
function lastReturn({ evaluation, collected }: Acting): Date {
  const returned = evaluation.facts.refunds.filter(isEffective).map(({ createdAt }) => createdAt.getTime())
  return new Date(Math.max(collected.collectedAt.getTime(), ...returned))
}

/**
 * Accounts for transfers made before or beside us, and for reversals of them: those made before go-live, and those after
 * which transfers and share agree. Any other reversal stays unexplained, for the books' checks to find.
 */
async function adopt(tx: Sql, { entity, share, settlementId, at }: Acting): Promise<void> {
  const { seller, step } = share
  const adopting = (objectId: string, reason: string) =>
    recordOrigin(tx, { objectId, origin: 'adopted', settlementId, sellerId: seller.id, reason, at })
  for (const { id, recognisedBy } of share.adopted) await adopting(id, recognisedBy)
  if (share.reversedIds.length === 0) return
  const agrees = step.state === 'adopted' || step.state === 'executed'
  for (const { id, createdAt } of await readUnexplainedReversals(tx, entity.stripeAccount, share.reversedIds)) {
    if (agrees || (entity.goLiveAt !== null && createdAt < entity.goLiveAt))
      await adopting(id, 'reverses a transfer of this share')
  }
}

type NewTransfer = NonNullable<Share['step']['propose']>
type NewReversal = Share['step']['reverse'][number]

async function proposeTransfer(tx: Sql, acting: Acting, { amountMinor, generation }: NewTransfer): Promise<string> {
  const { entity, settlementId, share, collected, record } = acting
  const { seller } = share
  const amount = money(amountMinor, collected.settled.currency)
  const args: TransferArguments = {
    account: entity.stripeAccount,
    amountMinor: amountMinor.toString(),
    currency: amount.currency,
    destination: seller.stripeAccount,
    sourceTransaction: record.chargeId,
    transferGroup: record.transferGroup,
    settlementId,
    sellerId: seller.id,
    orderId: record.orderId,
  }
  const proposal = await propose(tx, {
    ...(await common(tx, acting, amount)),
    kind: 'transfer.create',
    onceKey: `settlement:${settlementId}:${seller.id}:${generation}`,
    arguments: args,
    summary: transferSummary({ title: record.title, orderId: record.orderId, sellerName: seller.name, owed: amount }),
    effects: await effectsOf(tx, acting, -amountMinor),
  })
  return proposal.id
}

async function proposeReversal(
  tx: Sql,
  acting: Acting,
  { transferId, amountMinor, generation }: NewReversal,
): Promise<void> {
  const { entity, settlementId, share, collected, record } = acting
  const { seller } = share
  const amount = money(amountMinor, collected.settled.currency)
  const args: ReversalArguments = {
    account: entity.stripeAccount,
    transferId,
    amountMinor: amountMinor.toString(),
    currency: amount.currency,
    settlementId,
    sellerId: seller.id,
    reason: 'refund',
  }
  await propose(tx, {
    ...(await common(tx, acting, amount)),
    checks: ownChecks(acting).filter(({ passed }) => passed),
    kind: 'transfer.reverse',
    onceKey: `settlement:${settlementId}:${seller.id}:reverse:${transferId}:${generation}`,
    arguments: args,
    summary: reversalSummary({ title: record.title, orderId: record.orderId, sellerName: seller.name, owed: amount }),
    effects: await effectsOf(tx, acting, amountMinor),
  })
}

/** What both kinds of proposal say about the share. */
async function common(tx: Sql, acting: Acting, amount: Money) {
  const { entity, settlementId, share, evaluation, collected, record, again, at } = acting
  const { seller } = share
  const checks = ownChecks(acting)
  const since = sellerSince({
    ...seller,
    firstSaleAt:
      seller.firstSaleAt !== null && seller.firstSaleAt < collected.collectedAt
        ? seller.firstSaleAt
        : collected.collectedAt,
  })
  const isAsked = again?.sellerId === seller.id
  return {
    entity,
    amount,
    functional: await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at)),
    seller: {
      id: seller.id,
      since,
      history: await readSellerHistory(tx, {
        account: entity.stripeAccount,
        sellerId: seller.id,
        destination: seller.stripeAccount,
        currency: amount.currency,
      }),
    },
    subject: { kind: 'settlement', id: settlementId },
    reasoning: reasoningOf(evaluation.lines, seller.id, checks),
    evidence: evidenceOf(record, settlementId, seller),
    checks,
    ...(isAsked && evaluation.beforeGoLive
      ? { approvalsAtLeast: { count: 1 as const, reason: 'It corrects what was paid before go-live.' } }
      : {}),
    proposedBy: isAsked
      ? ({ kind: 'person', id: again.personId } as const)
      : ({ kind: 'system', id: 'settlements' } as const),
    at,
  }
}

/** What was checked about the share, or about the whole as far as it holds the share up. */
function ownChecks({ evaluation, share }: Acting): Pick<Check, 'code' | 'passed' | 'sentence'>[] {
  return evaluation.checks
    .filter((check) => blocks(check, share.seller.id))
    .map(({ code, passed, sentence }) => ({ code, passed, sentence }))
}

function evidenceOf(record: TitledRecord, settlementId: string, seller: Share['seller']) {
  const { source, chargeId, balanceTransactionId } = record
  return [
    { label: record.title, kind: 'settlement', id: settlementId },
    ...(source.kind === 'invoice'
      ? [{ label: `Invoice ${record.invoiceNumber}`, kind: 'invoice', id: source.id }]
      : []),
    { label: 'Charge', kind: 'charge', id: chargeId },
    { label: 'Balance transaction', kind: 'balance_transaction', id: balanceTransactionId },
    { label: seller.name, kind: 'seller', id: seller.id },
  ]
}

/** Balances before and after, `minor` being what the Stripe balance changes by. */
async function effectsOf(tx: Sql, { share, collected }: Acting, minor: bigint) {
  const { currency } = collected.settled
  const owed = -(await balanceOf(tx, { code: 'seller_payable', subject: share.seller.id, currency }))
  const cash = await balanceOf(tx, { code: 'stripe_balance', subject: '', currency })
  const effect = (label: string, before: bigint) => ({
    label,
    before: before.toString(),
    after: (before + minor).toString(),
    currency,
  })
  return [effect(`Owed to ${share.seller.name}`, owed), effect('Stripe balance', cash)]
}
