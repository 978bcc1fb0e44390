import { holdTermsOf } from '#lib/contracts/hold-terms.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { assignLines } from './assign-lines.ts'
import { blocks, type Check, type CheckedLine, checkCollected } from './checks.ts'
import { type Collected, type Collection, collect } from './collected.ts'
import { ALL_DUE, type Due, dueOf } from './due.ts'
import { type Facts, isEffective, type Source } from './facts.ts'
import { readFacts } from './read-facts.ts'
import { nextStep, type ShareStep, type TransferFact } from './shares.ts'
import {
  findSettlement,
  findSuperseded,
  type OwnProposal,
  type OwnTransfer,
  readProposals,
  readRecordedLines,
  readTransfers,
  type SettlementHead,
} from './store.ts'
import { readTrueUps, type TrueUp } from './true-up.ts'
import { isOriginal, missingVersions, type RecordedLine, type Version } from './versions.ts'

export type Share = {
  readonly seller: Seller
  readonly owedMinor: bigint
  /** What of it may not be paid yet, by contract. */
  readonly due: Due
  readonly step: ShareStep
  /** Transfers made before or beside us, recognised now. */
  readonly adopted: readonly OwnTransfer[]
  /** Transfers of the share that were reversed, in part or in full. */
  readonly reversedIds: readonly string[]
}

/** What the facts say now about one source, beside what was written so far. Nothing is written by finding out. */
export type Evaluation = {
  readonly facts: Facts
  readonly head: SettlementHead | null
  readonly superseded: readonly SettlementHead[]
  readonly collection: Collection
  readonly beforeGoLive: boolean
  /** Why nothing is proposed at all; empty when it may be. */
  readonly silence: string
  readonly versions: readonly Version[]
  /** Recorded lines with the missing ones behind them. */
  readonly lines: readonly RecordedLine[]
  readonly checks: readonly Check[]
  readonly shares: readonly Share[]
}

export type Question = {
  readonly entity: Entity
  readonly source: Source
  /** The present: what waits by contract is due when its day has come. */
  readonly at: Date
  /** Decide with proposals locked; the re-check at execution holds the one lock it needs already. */
  readonly isLocking: boolean
  /** A proposal left out of the picture: the one that is being executed. */
  readonly withoutProposal?: string
  /** A seller whose share a person asked to propose again. */
  readonly askedAgain?: string
}

/** Reads every fact about a source and decides what follows: versions to write, checks, and each share's next step. */
export async function evaluate(tx: Sql, question: Question): Promise<Evaluation> {
  const { entity, source } = question
  const facts = await readFacts(tx, entity.stripeAccount, source)
  const head = await findSettlement(tx, source)
  const superseded = await findSuperseded(
    tx,
    source,
    facts.charges.map((charge) => charge.id),
  )
  const recorded = head === null ? [] : await readRecordedLines(tx, head.id)
  const trueUps = head === null ? [] : await readTrueUps(tx, head.id)
  const collection = collect(facts, entity.metadataKeys)
  const nothing = {
    facts,
    head,
    superseded,
    collection,
    beforeGoLive: false,
    silence: '',
    versions: [],
    lines: recorded,
    checks: [],
    shares: [],
  }
  if (collection.kind !== 'collected') return nothing

  const beforeGoLive = entity.goLiveAt !== null && collection.collectedAt < entity.goLiveAt
  const silence = silenceOf(entity, beforeGoLive)
  const checked = await assignLines(tx, entity, collection)
  const versions = missingVersions({
    desired: checked.flatMap((one) => one.lines),
    refunds: facts.refunds,
    chargedMinor: collection.charged.minor,
    currency: collection.charged.currency,
    recorded,
    splitAnew: new Set(trueUps.map(({ contractVersionId }) => contractVersionId)),
  })
  const lines = [
    ...recorded,
    ...versions.flatMap((version) => version.lines.map((line) => ({ ...line, version: version.version }))),
  ]
  const sellers = await involvedSellers(tx, checked, lines)
  const holds = await openHolds(
    tx,
    sellers.map((seller) => seller.id),
  )
  const checks = checkCollected({ collected: collection, lines: checked, payees: sellers, holds })
  const mayReverse = silence === '' || hasLateRefund(entity, facts)
  const shares = await decideShares(tx, question, {
    head,
    superseded,
    collection,
    sellers,
    lines,
    checks,
    silence,
    mayReverse,
    beforeGoLive,
    trueUps,
  })
  return {
    facts,
    head,
    superseded,
    collection,
    beforeGoLive,
    silence,
    versions,
    lines,
    checks: [...checks, ...agreement(shares)],
    shares,
  }
}

/** Why nothing is proposed to be paid, as far as the entity is concerned. */
function silenceOf({ goLiveAt }: Entity, beforeGoLive: boolean): string {
  if (goLiveAt === null) return 'The entity is not live yet: it observes and proposes nothing.'
  return beforeGoLive ? 'Collected before go-live: settled and posted, nothing is proposed.' : ''
}

/** A refund made since go-live takes back what had been transferred before it, too. */
function hasLateRefund({ goLiveAt }: Entity, { refunds }: Facts): boolean {
  return goLiveAt !== null && refunds.some((refund) => isEffective(refund) && refund.createdAt >= goLiveAt)
}

/** Sellers named now and sellers that recorded lines belong to: metadata may have changed since. */
async function involvedSellers(
  tx: Sql,
  checked: readonly CheckedLine[],
  lines: readonly RecordedLine[],
): Promise<Seller[]> {
  const named = checked.flatMap(({ seller, divided }) => (seller === null || divided === null ? [] : [seller]))
  const missing = lines
    .map((line) => line.sellerId)
    .filter((id) => id !== '' && !named.some((seller) => seller.id === id))
  const others = missing.length === 0 ? [] : await findSellers(tx, missing)
  const withShare = (seller: Seller) =>
    lines.some((line) => line.sellerId === seller.id && line.contractVersionId !== '')
  return [...new Map([...named, ...others].map((seller) => [seller.id, seller])).values()].filter(withShare)
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
}

async function decideShares(tx: Sql, question: Question, known: Deciding): Promise<Share[]> {
  const { collection, head, superseded, sellers, lines, checks, silence, mayReverse, beforeGoLive, trueUps } = known
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
  return sellers.map((seller) => {
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
            owedMinor,
            currency: collection.settled.currency,
          })
    const step = nextStep({
      owedMinor,
      due,
      collectedMinor,
      destination: seller.stripeAccount,
      transfers: transfersOf(recognised, ownProposals),
      proposals: ownProposals.filter(({ id }) => id !== question.withoutProposal),
      failed: checks.filter((check) => !check.passed && blocks(check, seller.id)),
      silence,
      mayReverse,
      trueUpMinor: trueUps
        .filter(({ payeeId, way }) => payeeId === seller.id && way === 'carry')
        .reduce((sum, { beforeMinor, afterMinor }) => sum + afterMinor - beforeMinor, 0n),
      isAskedAgain: question.askedAgain === seller.id,
    })
    return {
      seller,
      owedMinor,
      due,
      step,
      adopted: recognised.filter(({ recognisedBy }) => recognisedBy !== ''),
      reversedIds: recognised.filter(({ reversedMinor }) => reversedMinor > 0n).map(({ id }) => id),
    }
  })
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

function agreement(shares: readonly Share[]): Check[] {
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
