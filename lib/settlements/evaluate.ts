import { fxBearersOf } from '#lib/contracts/hold-terms.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { assignSales, checkPattern, linesOf, sellerOfPattern, sideVersions, wholeOf } from './by-pattern.ts'
import { type Check, type CheckedLine, checkCollected } from './checks.ts'
import { type Collection, collect } from './collected.ts'
import { countedAnew, countedOf, volumesOf } from './counted-anew.ts'
import { agreement, decideShares, type Share } from './decide-shares.ts'
import { withDeferral } from './deferral.ts'
import { type Facts, isEffective, type RefundFact, type Source, supposing } from './facts.ts'
import type { Counted } from './month-volume.ts'
import { type Pattern, patternOf } from './pattern.ts'
import { readFacts } from './read-facts.ts'
import { isSide } from './side-versions.ts'
import { findSettlement, findSuperseded, readRecordedLines, type SettlementHead } from './store.ts'
import { readTrueUps } from './true-up.ts'
import { missingVersions, type RecordedLine, type Version } from './versions.ts'

/** What the facts say now about one source, beside what was written so far. Nothing is written by finding out. */
export type Evaluation = {
  readonly facts: Facts
  readonly pattern: Pattern
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
  /** The months of sellers whose percentage follows what they sold. */
  readonly counted: readonly Counted[]
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
  /** A refund, or the loss of a dispute, that did not happen: what would follow from it is found out. */
  readonly supposed?: RefundFact
}

/** Reads every fact about a source and decides what follows: versions to write, checks, and each share's next step. */
export async function evaluate(tx: Sql, question: Question): Promise<Evaluation> {
  const { entity, source } = question
  const facts = supposing(await readFacts(tx, entity.stripeAccount, source), question.supposed)
  const head = await findSettlement(tx, source)
  const superseded = await findSuperseded(
    tx,
    source,
    facts.charges.map((charge) => charge.id),
  )
  const recorded = head === null ? [] : await readRecordedLines(tx, head.id)
  const trueUps = head === null ? [] : await readTrueUps(tx, head.id)
  const pattern = patternOf(facts.charges, entity.stripeAccount)
  const collection = collect(facts, entity.metadataKeys, entity.stripeAccount)
  const nothing = {
    facts,
    pattern,
    head,
    superseded,
    collection,
    beforeGoLive: false,
    silence: '',
    versions: [],
    lines: recorded,
    checks: [],
    shares: [],
    counted: [],
  }
  if (collection.kind !== 'collected') return nothing

  const beforeGoLive = entity.goLiveAt !== null && collection.collectedAt < entity.goLiveAt
  const silence = silenceOf(entity, beforeGoLive)
  const checked = await assignSales(tx, entity, { collection, facts, pattern, isLocking: question.isLocking })
  const missing = missingVersions({
    desired: checked.flatMap((one) => one.lines),
    refunds: facts.refunds,
    chargedMinor: wholeOf(pattern, facts, collection),
    currency: collection.charged.currency,
    recorded: recorded.filter((line) => !isSide(line)),
    lastVersion: recorded.at(-1)?.version ?? 0,
    splitAnew: new Set(trueUps.map(({ contractVersionId }) => contractVersionId)),
  })
  const versions = withDeferral(missing, ({ refund }) =>
    accountingOn(entity, refund?.createdAt ?? collection.collectedAt),
  )
  const settledSeller = sellerOfPattern(pattern, checked)
  const isConverted = facts.refunds.some(({ cashMinor = null }) => cashMinor !== null)
  const split = linesOf(recorded, versions).map(({ contractVersionId }) => contractVersionId)
  const sides = sideVersions({
    pattern,
    facts,
    collection,
    recorded,
    versions,
    sellerId: settledSeller?.id ?? '',
    bearers: isConverted ? await fxBearersOf(tx, split) : new Map(),
  })
  versions.push(...sides)
  const lines = linesOf(recorded, versions)
  const sellers = await involvedSellers(tx, checked, lines)
  const holds = await openHolds(
    tx,
    sellers.map((seller) => seller.id),
  )
  const checks = [
    ...checkCollected({ collected: collection, lines: checked, payees: sellers, holds, facts }),
    ...checkPattern({ pattern, facts, seller: settledSeller, currency: collection.settled.currency, lines }),
  ]
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
    pattern,
    volumes: volumesOf(checked, facts, wholeOf(pattern, facts, collection)),
    countedAnew: countedAnew(recorded, versions, checked),
  })
  return {
    facts,
    pattern,
    head,
    superseded,
    collection,
    beforeGoLive,
    silence,
    versions,
    lines,
    checks: [...checks, ...agreement(shares)],
    shares,
    counted: countedOf(checked),
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
