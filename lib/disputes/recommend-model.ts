import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Chance } from './chance-model.ts'
import { type CaseKind, isAppeal } from './status-model.ts'

export type Path = 'accept' | 'counter' | 'gather' | 'refund' | 'partial_refund' | 'wait' | 'none'

export const PATH_WORDS: Readonly<Record<Path, string>> = {
  accept: 'Accept the dispute',
  counter: 'Counter it',
  gather: 'Get evidence first',
  refund: 'Refund now',
  partial_refund: 'Refund a part now',
  wait: 'Wait for the bank',
  none: 'Nothing to do',
}

export type Recommendation = {
  readonly path: Path
  /** What to refund, charge currency; zero where nothing is. */
  readonly amountMinor: bigint
  /** Why, the weightiest first. */
  readonly reasons: readonly string[]
}

export type Weighed = {
  readonly kind: CaseKind
  readonly status: string
  readonly reason: string
  readonly currency: string
  readonly amountMinor: bigint
  /** Of the charge: neither refunded, nor taken by disputes. */
  readonly leftMinor: bigint
  readonly isOver: boolean
  /** Whole days until the deadline; null where there is none. */
  readonly daysLeft: number | null
  readonly chance: Chance
  /** What answering costs when it is lost; null where we never saw such a fee. Dispute's own currency. */
  readonly counterFeeMinor: bigint | null
  /** How many of the pieces that decide such a case are there, and how many there could be. */
  readonly evidence: { readonly held: number; readonly wanted: number }
  /** Another payment of the same buyer and amount within two days. */
  readonly hasTwin: boolean
  readonly refundedMinor: bigint
}

/** With fewer days, asking the seller first takes too long. */
const DAYS_TO_ASK = 2

const APPEAL =
  'The bank decided for the buyer once: an appeal wants something that it has not seen. The money stays where it is meanwhile.'

/** Below this much of what an answer wants, it is a guess. */
const WEAK_EVIDENCE = 0.4

/**
 * What we would do, and why. A rule of thumb on facts: standing, deadline, our own history, what an answer costs, and what we can
 * prove. A person decides.
 */
export function recommend(facts: Weighed): Recommendation {
  const { kind, status, isOver } = facts
  if (kind === 'warning') return onWarning(facts)
  if (status.endsWith('under_review')) {
    return plain('wait', 'The evidence was sent and cannot be changed; the bank decides within some weeks.')
  }
  if (!status.endsWith('needs_response')) return plain('none', 'It is closed.')
  if (isOver) return plain('none', 'The time to answer is over: the bank decides without us.')
  if (kind === 'inquiry') return onInquiry(facts)
  const advised = onDispute(facts)
  return isAppeal(status) ? { ...advised, reasons: [...advised.reasons, APPEAL] } : advised
}

const plain = (path: Path, reason: string): Recommendation => ({ path, amountMinor: 0n, reasons: [reason] })

const show = (minor: bigint, currency: string) => formatMoney(money(minor, currency))

function onWarning({ status, leftMinor, currency }: Weighed): Recommendation {
  if (status !== 'fraud_warning' || leftMinor <= 0n) return plain('none', 'The charge is refunded or disputed already.')
  return {
    path: 'refund',
    amountMinor: leftMinor,
    reasons: [
      `A refund of ${show(leftMinor, currency)} now spares the dispute, its fee and a mark in the network’s fraud count.`,
      'A partial refund does not: the rest can still be disputed.',
    ],
  }
}

function onInquiry(facts: Weighed): Recommendation {
  const { amountMinor, leftMinor, currency, evidence } = facts
  const strength = strengthWords(evidence)
  if (isWeak(evidence) && leftMinor > 0n) {
    const refund = amountMinor < leftMinor ? amountMinor : leftMinor
    return {
      path: refund < leftMinor ? 'partial_refund' : 'refund',
      amountMinor: refund,
      reasons: [
        `${strength} The bank has taken nothing yet: a refund of ${show(refund, currency)} ends the question without a dispute fee.`,
        ...(refund < leftMinor ? ['Only a part of the payment is asked about; the rest stays.'] : []),
      ],
    }
  }
  return {
    path: 'counter',
    amountMinor: 0n,
    reasons: [`${strength} An inquiry that is answered well often goes no further.`],
  }
}

function onDispute(facts: Weighed): Recommendation {
  const { reason, evidence, chance, amountMinor, currency, counterFeeMinor, hasTwin, refundedMinor, daysLeft } = facts
  if (reason === 'duplicate' && hasTwin) {
    return plain('accept', 'The same buyer paid the same amount twice within two days: it looks like one purchase.')
  }
  if (reason === 'credit_not_processed' && refundedMinor > 0n) {
    return plain(
      'counter',
      `${show(refundedMinor, currency)} of it was refunded already: the refund itself is the proof.`,
    )
  }
  const odds = chance.bps ?? 0
  const expected = (amountMinor * BigInt(odds)) / 10_000n
  const atRisk = counterFeeMinor === null ? 0n : (counterFeeMinor * BigInt(10_000 - odds)) / 10_000n
  const money = chance.bps === null ? [] : [oddsWords(facts, expected, atRisk)]
  const strength = strengthWords(evidence)
  if (isWeak(evidence) && (chance.bps === null || expected <= atRisk)) {
    if (evidence.wanted > 0 && chance.bps === null && (daysLeft ?? 0) >= DAYS_TO_ASK) {
      const asking = `${daysLeft} days are left: ask the seller for what is missing, then counter or accept.`
      return { path: 'gather', amountMinor: 0n, reasons: [strength, asking] }
    }
    return { path: 'accept', amountMinor: 0n, reasons: [strength, ...money] }
  }
  if (chance.bps !== null && expected <= atRisk) {
    return { path: 'accept', amountMinor: 0n, reasons: [...money, strength] }
  }
  return { path: 'counter', amountMinor: 0n, reasons: [...money, strength] }
}

const isWeak = ({ held, wanted }: Weighed['evidence']) => wanted === 0 || held / wanted < WEAK_EVIDENCE

const strengthWords = ({ held, wanted }: Weighed['evidence']) =>
  wanted === 0
    ? 'No evidence helps against this reason.'
    : `We hold ${held} of the ${wanted} pieces that decide such cases.`

function oddsWords({ chance, currency, counterFeeMinor }: Weighed, expected: bigint, atRisk: bigint): string {
  const gain = `At ${Math.round((chance.bps ?? 0) / 100)} % an answer is worth ${show(expected, currency)}`
  return counterFeeMinor === null
    ? `${gain}; no fee for answering was seen so far.`
    : `${gain}, against ${show(atRisk, currency)} of the fee for answering.`
}
