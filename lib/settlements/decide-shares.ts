import { holdTermsOf } from '#lib/contracts/hold-terms.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { paidByStripe } from './by-pattern.ts'
import {
  bearableOf,
  type Carrying,
  type Kept,
  keepBack,
  lockCarrying,
  NO_CARRYING,
  readCarrying,
  sumOf,
} from './carry.ts'
import { blocks, type Check } from './checks.ts'
import type { Collected } from './collected.ts'
import { ALL_DUE, type Due, dueOf } from './due.ts'
import type { Evaluation, Question } from './evaluate.ts'
import type { Source } from './facts.ts'
import type { Pattern } from './pattern.ts'
import { isInFlight, nextStep, type ShareStep, type TransferFact } from './shares.ts'
import { type OwnProposal, type OwnTransfer, readProposals, readTransfers } from './store.ts'
import type { TrueUp } from './true-up.ts'
import { isOriginal, type RecordedLine } from './versions.ts'

export type Share = {
  readonly seller: Seller
  readonly owedMinor: bigint
  /** Sold here, in the buyer's currency, less refunds. */
  readonly volumeMinor: bigint
  /** By how much a new count of the month changes it after it was paid. */
  readonly anewMinor: bigint
  /** What of it may not be paid yet, by contract. */
  readonly due: Due
  readonly step: ShareStep
  /** Kept back before and from now on, for what the seller owes from other settlements. */
  readonly kept: { readonly before: readonly Kept[]; readonly after: readonly Kept[] }
  readonly recoveredMinor: bigint
  /** Transfers made before or beside us, recognised now. */
  readonly adopted: readonly OwnTransfer[]
  /** Transfers of the share that were reversed, in part or in full. */
  readonly reversedIds: readonly string[]
}

/** The group its transfers carry: the charge's own, which Stripe insists on, else the order, else the source. */
export function transferGroupOf(collected: Collected, source: Source): string {
  return collected.charges[0]?.transferGroup || collected.orderId || source.id
}

type Deciding = Pick<Evaluation, 'head' | 'superseded' | 'lines' | 'checks' | 'silence' | 'beforeGoLive'> & {
  readonly collection: Collected
  readonly sellers: readonly Seller[]
  readonly mayReverse: boolean
  readonly trueUps: readonly TrueUp[]
  readonly volumes: ReadonlyMap<string, bigint>
  readonly countedAnew: ReadonlyMap<string, bigint>
  readonly pattern: Pattern
}

/** Reads what was paid for every share and decides its next step. */
export async function decideShares(tx: Sql, question: Question, known: Deciding): Promise<Share[]> {
  const { collection, head, superseded, sellers, lines, checks, silence, mayReverse, beforeGoLive, trueUps, pattern } =
    known
  const settlementIds = [...(head === null ? [] : [head]), ...superseded].map(({ id }) => id)
  const proposals = settlementIds.length === 0 ? [] : await readProposals(tx, settlementIds, question.isLocking)
  const mirrored = await readTransfers(tx, {
    account: question.entity.stripeAccount,
    settlementIds,
    chargeIds: collection.charges.map((charge) => charge.id),
    transferGroup: transferGroupOf(collection, question.source),
    currency: collection.settled.currency,
  })
  const holdTerms = await holdTermsOf(
    tx,
    lines.map(({ contractVersionId }) => contractVersionId),
  )
  const carrying = await carryingOf(tx, question, known)
  const shares: Share[] = []
  for (const seller of sellers) {
    const own = lines.filter((line) => line.sellerId === seller.id)
    const original = own.filter((line) => isOriginal(line, lines))
    const collectedMinor = sumShares(original)
    const ownProposals = proposals.filter((proposal) => proposal.sellerId === seller.id)
    const owedMinor = sumShares(own)
    const toSeller = mirrored.filter(({ destination }) => destination === seller.stripeAccount)
    const certain = toSeller.filter(({ isCertain }) => isCertain)
    const alike = toSeller
      .filter(({ isCertain, amountMinor }) => !isCertain && amountMinor === collectedMinor)
      .slice(0, 1)
    // What the marketplace paid twice by hand before go-live is its past, too: adopted, and in disagreement with the share.
    const again = beforeGoLive ? alike : []
    const recognised = certain.length > 0 ? [...certain, ...again] : alike
    const due =
      holdTerms.size === 0
        ? ALL_DUE
        : dueOf({
            lines: original,
            termsOf: (id) => holdTerms.get(id),
            collectedOn: accountingOn(question.entity, collection.collectedAt),
            today: accountingOn(question.entity, question.at),
            debitOn: debitOn(question.entity, collection),
            owedMinor,
            currency: collection.settled.currency,
          })
    const ownCarrying = carrying.get(seller.id) ?? NO_CARRYING
    const failed = checks.filter((check) => !check.passed && blocks(check, seller.id))
    // What a person asked for, or is before the gate because one did, is not the system's to keep silent about.
    const isAsked =
      question.askedAgain === seller.id ||
      ownProposals.some(({ kind, state }) => kind === 'transfer.create' && isInFlight(state))
    const quiet = (beforeGoLive && isAsked ? '' : silence) || paidByStripe(pattern)
    const transfers = transfersOf(recognised, ownProposals)
    const isOpen =
      transfers.length === 0 &&
      !ownProposals.some(({ id, state }) => isInFlight(state) && id !== question.withoutProposal)
    const anewMinor = transfers.length === 0 ? 0n : (known.countedAnew.get(seller.id) ?? 0n)
    const changes = trueUps
      .filter(({ payeeId, way }) => payeeId === seller.id && way === 'carry')
      .map(({ beforeMinor, afterMinor }) => afterMinor - beforeMinor)
    changes.push(anewMinor)
    const feeMinor = own.reduce((sum, line) => sum + (line.applicationFeeMinor ?? 0n), 0n)
    const mayKeepMore = failed.length === 0 && quiet === ''
    const after = isOpen ? keepBack(ownCarrying, owedMinor - due.heldMinor, mayKeepMore) : ownCarrying.kept
    const paidMinor = paidOf(transfers) - feeMinor + sumOf(after) - ownCarrying.recoveredMinor
    const step = nextStep({
      owedMinor,
      due,
      collectedMinor,
      destination: seller.stripeAccount,
      transfers,
      proposals: ownProposals.filter(({ id }) => id !== question.withoutProposal),
      failed,
      silence: quiet,
      keptMinor: sumOf(after),
      recoveredMinor: ownCarrying.recoveredMinor,
      forgivenMinor: ownCarrying.forgivenMinor,
      bearableMinor:
        pattern === 'separate' && transfers.length > 0
          ? await bearableOf(tx, seller.stripeAccount, collection.settled.currency)
          : null,
      mayReverse,
      trueUpMinor: changedMinor(changes, paidMinor > owedMinor),
      feeMinor,
      isAskedAgain: question.askedAgain === seller.id,
    })
    shares.push({
      seller,
      owedMinor,
      volumeMinor: known.volumes.get(seller.id) ?? 0n,
      anewMinor,
      due,
      step,
      kept: { before: ownCarrying.kept, after },
      recoveredMinor: ownCarrying.recoveredMinor,
      adopted: recognised.filter(({ recognisedBy }) => recognisedBy !== ''),
      reversedIds: recognised.filter(({ reversedMinor }) => reversedMinor > 0n).map(({ id }) => id),
    })
  }
  return shares
}

const paidOf = (transfers: readonly TransferFact[]) =>
  transfers.reduce((sum, { amountMinor, reversedMinor }) => sum + amountMinor - reversedMinor, 0n)

/** What changed shares after they were paid: what lowered them where too much was paid, what raised them where too little. */
const changedMinor = (changes: readonly bigint[], isOverpaid: boolean) =>
  changes.filter((change) => change < 0n === isOverpaid).reduce((sum, change) => sum + change, 0n)

/** The accounting day from which a contract's delay for bank debits counts: the last of them, never before it was collected. */
function debitOn(entity: Entity, { charges }: Collected): string | null {
  const days = charges.flatMap(({ debitAvailableAt = null }) =>
    debitAvailableAt === null ? [] : [accountingOn(entity, debitAvailableAt)],
  )
  return days.toSorted().at(-1) ?? null
}

/** What each seller owes and had kept back, read under a lock where something is going to be decided about it. */
async function carryingOf(tx: Sql, question: Question, known: Deciding): Promise<Map<string, Carrying>> {
  const { head, sellers, collection, lines } = known
  const { currency } = collection.settled
  const settlementId = head?.id ?? ''
  const carrying = new Map<string, Carrying>()
  const isReturned = lines.some(({ kind }) => kind === 'refund')
  for (const { id: sellerId } of sellers.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const asked = { sellerId, currency, settlementId }
    const seen = await readCarrying(tx, asked)
    const isInvolved = isReturned || seen.open.length > 0 || seen.kept.length > 0 || seen.recoveredMinor > 0n
    if (question.isLocking && isInvolved) await lockCarrying(tx, asked)
    carrying.set(sellerId, question.isLocking && isInvolved ? await readCarrying(tx, asked) : seen)
  }
  return carrying
}

/** Mirrored transfers, and those we executed whose mirror has not come yet; reversals likewise. */
function transfersOf(mirrored: readonly TransferFact[], proposals: readonly OwnProposal[]): TransferFact[] {
  const executed = proposals.filter(({ providerObjectId }) => providerObjectId !== '')
  const unseen = executed
    .filter(
      ({ kind, providerObjectId }) => kind === 'transfer.create' && !mirrored.some(({ id }) => id === providerObjectId),
    )
    .map(({ providerObjectId, amountMinor }) => ({
      id: providerObjectId,
      amountMinor,
      reversedMinor: 0n,
      isAdopted: false,
    }))
  return [...mirrored, ...unseen].map((transfer) => {
    const reversed = executed
      .filter(({ kind, transferId }) => kind === 'transfer.reverse' && transferId === transfer.id)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    const isOurs = executed.some(({ providerObjectId }) => providerObjectId === transfer.id)
    return {
      ...transfer,
      isAdopted: transfer.isAdopted && !isOurs,
      reversedMinor: reversed > transfer.reversedMinor ? reversed : transfer.reversedMinor,
    }
  })
}

/** Whether what was transferred agrees with each share. */
export function agreement(shares: readonly Share[]): Check[] {
  return shares.map(({ seller, step }) => ({
    code: 'transfers_agree',
    passed: step.disagreement === '',
    sentence:
      step.disagreement === ''
        ? `Transfers to ${seller.name} agree with the share.`
        : `${seller.name}: ${step.disagreement}`,
    sellerId: seller.id,
  }))
}

const sumShares = (lines: readonly RecordedLine[]) => lines.reduce((sum, line) => sum + line.sellerMinor, 0n)
