import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Check } from './checks.ts'
import type { Collected, Collection } from './collected.ts'
import { transferGroupOf } from './decide-shares.ts'
import type { Evaluation } from './evaluate.ts'
import type { Facts } from './facts.ts'
import type { SettlementRecord } from './store.ts'
import { isOriginal, type RecordedLine, unassignedMinor } from './versions.ts'
import { summaryOf, titleOf } from './words.ts'

export type TitledRecord = SettlementRecord & { readonly title: string }

/** The settlement row of collected money, with its state and summary. */
export function collectedRecord(entity: Entity, evaluation: Evaluation, collected: Collected): TitledRecord {
  const { facts, lines, checks, shares, beforeGoLive } = evaluation
  const [charge] = collected.charges
  const title = titleOf(facts.source, facts.invoice?.number ?? '')
  const accountingDay = accountingOn(entity, collected.collectedAt)
  const sums = {
    grossMinor: collected.settled.minor,
    refundedMinor: -sum(
      lines.filter((line) => !isOriginal(line, lines)),
      (line) => line.grossMinor,
    ),
    commissionMinor: sum(lines, (line) => line.commissionMinor),
    taxMinor: sum(lines, (line) => line.taxMinor),
  }
  const summary = summaryOf({
    ...sums,
    title,
    orderId: collected.orderId,
    collectedOn: accountingDay,
    currency: collected.settled.currency,
    unassignedMinor: sum(lines, unassignedMinor),
    shares: shares.map(({ seller, owedMinor }) => ({ name: seller.name, owedMinor })),
  })
  return {
    ...sums,
    ...stateOf(evaluation, sums),
    pattern: evaluation.pattern,
    volumeMinor: collected.charged.minor,
    volumeCurrency: collected.charged.currency,
    title,
    source: facts.source,
    chargeId: charge?.id ?? '',
    balanceTransactionId: charge?.backing.id ?? '',
    customerId: facts.invoice?.customerId || charge?.customerId || '',
    orderId: collected.orderId,
    invoiceNumber: facts.invoice?.number ?? '',
    transferGroup: transferGroupOf(collected, facts.source),
    currency: collected.settled.currency,
    processorFeeMinor: collected.feeMinor,
    sellersMinor: sum(lines, (line) => line.sellerMinor),
    collectedAt: collected.collectedAt,
    accountingOn: accountingDay,
    beforeGoLive,
    version: lines.at(-1)?.version ?? 0,
    summary,
    checks,
  }
}

type Unsettled = Exclude<Collection, { kind: 'collected' | 'waiting' }>

/** The settlement row of a source that brought nothing, or not all of it yet. */
export function withoutMoneyRecord(entity: Entity, facts: Facts, collection: Unsettled): TitledRecord {
  const { invoice } = facts
  const [charge] = facts.charges
  const isPartial = collection.kind === 'partial'
  const collectedAt = invoice?.paidAt ?? invoice?.createdAt ?? charge?.backing?.createdAt ?? new Date(0)
  const checks: Check[] = isPartial ? [{ code: 'paid_in_full', passed: false, sentence: collection.reason }] : []
  const title = titleOf(facts.source, invoice?.number ?? '')
  return {
    title,
    source: facts.source,
    pattern: 'separate',
    volumeMinor: 0n,
    volumeCurrency: '',
    chargeId: '',
    balanceTransactionId: '',
    customerId: invoice?.customerId ?? charge?.customerId ?? '',
    orderId: invoice?.metadata[entity.metadataKeys.orderId] ?? '',
    invoiceNumber: invoice?.number ?? '',
    transferGroup: '',
    currency: invoice?.currency ?? charge?.currency ?? entity.functionalCurrency,
    grossMinor: 0n,
    refundedMinor: 0n,
    processorFeeMinor: 0n,
    commissionMinor: 0n,
    taxMinor: 0n,
    sellersMinor: 0n,
    collectedAt,
    accountingOn: accountingOn(entity, collectedAt),
    state: isPartial ? 'paused' : 'nothing_collected',
    stateReason: collection.reason,
    beforeGoLive: entity.goLiveAt !== null && collectedAt < entity.goLiveAt,
    version: 0,
    summary: `${title}: ${collection.reason}`,
    checks,
  }
}

type Sums = Pick<SettlementRecord, 'grossMinor' | 'refundedMinor'>

/** One word for the whole: what still waits wins over what is under way, and that over what is done. */
function stateOf({ shares, lines, checks, silence }: Evaluation, { grossMinor, refundedMinor }: Sums) {
  const isGone = refundedMinor === grossMinor && shares.every(({ step }) => step.netMinor <= 0n)
  if (isGone) return { state: 'refunded', stateReason: 'Everything went back to the buyer.' }
  const paused = shares.find(({ step }) => step.state === 'paused')
  const isUnassigned = sum(lines, unassignedMinor) !== 0n
  const failed = checks.find((check) => !check.passed)
  if (isUnassigned) return { state: 'paused', stateReason: failed?.sentence ?? 'Part of it belongs to no seller yet.' }
  if (paused !== undefined) return { state: 'paused', stateReason: paused.step.reason }
  const proposed = shares.find(({ step }) => step.state === 'proposed')
  if (proposed !== undefined) return { state: 'proposed', stateReason: proposed.step.reason }
  return { state: 'settled', stateReason: silence === '' ? '' : 'Settled before go-live.' }
}

const sum = (lines: readonly RecordedLine[], of: (line: RecordedLine) => bigint) =>
  lines.reduce((total, line) => total + of(line), 0n)
