import { DAY, HOUR } from '../core/clock.ts'
import type { Dice } from '../core/random.ts'
import { answerDispute, DECISION_DAYS, openDispute } from '../objects/dispute.ts'
import { warn } from '../objects/fraud-warning.ts'
import type { Step } from './agenda.ts'
import type { Order } from './order.ts'
import { chargeOf, homeOf, type Stage } from './stage.ts'

/** What a buyer's bank does about a sale, days later. */
export type AfterSale = {
  /** When the bank warns of fraud; not every warning becomes a dispute. */
  warnedAfter: number | null
  dispute: PlannedDispute | null
}

type PlannedDispute = {
  after: number
  reason: string
  form: 'dispute' | 'inquiry' | 'prevented'
  /** How much later it is answered, and what the bank will make of it; unanswered without. */
  answer: { after: number; evidence: 'winning_evidence' | 'losing_evidence' | 'appealable_evidence' } | null
  /** How much after the bank's decision the appeal is answered, and how that ends; it lapses without. */
  appeal?: { after: number; says: 'winning_evidence' | 'losing_evidence' }
}

export const NOTHING_AFTER: AfterSale = { warnedAfter: null, dispute: null }

type Reason = { reason: string; weight: number }

const REASONS: readonly [Reason, ...Reason[]] = [
  { reason: 'fraudulent', weight: 46 },
  { reason: 'product_not_received', weight: 22 },
  { reason: 'product_unacceptable', weight: 11 },
  { reason: 'subscription_canceled', weight: 5 },
  { reason: 'duplicate', weight: 5 },
  { reason: 'credit_not_processed', weight: 5 },
  { reason: 'unrecognized', weight: 4 },
  { reason: 'general', weight: 2 },
]

/** Warnings of fraud per dispute. */
const WARNED_TIMES = 0.7
const ANSWERED = 0.65
const APPEALED_AFTER = 3 * DAY
const WON = 0.45

/** Of the disputed sales, one in eight is only asked about, and one in ten of the others ends before it begins. */
export function planAfterSale(dice: Dice, disputedShare: number, hasAppeals = false): AfterSale {
  const isDisputed = dice.chance(disputedShare)
  const isWarned = dice.chance(disputedShare * WARNED_TIMES)
  const after = dice.between(3 * DAY, 24 * DAY)
  const warnedAfter = isWarned ? Math.floor(after / 2) : null
  if (!isDisputed) return { warnedAfter, dispute: null }
  const { reason } = dice.weighted(REASONS)
  const form = dice.chance(0.12) ? 'inquiry' : dice.chance(0.1) ? 'prevented' : 'dispute'
  const isAnswered = dice.chance(ANSWERED) && form !== 'prevented'
  const answer: NonNullable<PlannedDispute['answer']> = {
    after: dice.between(1 * DAY, 8 * DAY),
    evidence: dice.chance(WON) ? 'winning_evidence' : 'losing_evidence',
  }
  const dispute: PlannedDispute = { after, reason, form, answer: isAnswered ? answer : null }
  return {
    warnedAfter,
    dispute: hasAppeals && isAnswered && form === 'dispute' ? perhapsAppealed(dispute, answer) : dispute,
  }
}

/** One in three that are lost may be appealed, and half of those are, without further dice: other histories stay what they are. */
function perhapsAppealed(dispute: PlannedDispute, answer: NonNullable<PlannedDispute['answer']>): PlannedDispute {
  if (answer.evidence === 'winning_evidence' || answer.after % 3 !== 0) return dispute
  const says = answer.after % 4 === 0 ? 'winning_evidence' : 'losing_evidence'
  const appeal = { after: APPEALED_AFTER, says } as const
  return {
    ...dispute,
    answer: { ...answer, evidence: 'appealable_evidence' },
    ...(answer.after % 2 === 0 && { appeal }),
  }
}

/** The steps that follow; what lies beyond the end of the history never happens. */
export function afterSaleSteps(stage: Stage, order: Order, paidAt: number): Step[] {
  const { world, end } = stage
  const { warnedAfter, dispute } = order.afterSale
  const home = homeOf(stage, order)
  const steps: Step[] = []
  if (warnedAfter !== null) {
    const act = () => {
      const charge = chargeOf(stage, order)
      if (charge && !charge.disputed) warn(world, home, charge)
    }
    steps.push({ at: paidAt + warnedAfter, act })
  }
  if (dispute) {
    let opened = ''
    steps.push({
      at: paidAt + dispute.after,
      act: () => {
        const charge = chargeOf(stage, order)
        if (charge) opened = openDispute(world, home, charge, dispute).id
      },
    })
    const { answer } = dispute
    if (answer) {
      const at = paidAt + dispute.after + answer.after
      const evidence = { uncategorized_text: answer.evidence }
      const act = () => {
        const found = world.store.find('dispute', home, opened)
        if (found) answerDispute(world, home, found, { evidence, submit: true })
      }
      steps.push({ at, act })
      if (dispute.appeal) steps.push(appealStep(stage, home, () => opened, at + DECISION_DAYS * DAY, dispute.appeal))
    }
  }
  return steps.filter(({ at }) => at < end - HOUR)
}

/** Some days after the bank decided for the buyer, the network is asked once more. */
function appealStep(
  { world }: Stage,
  home: string,
  idOf: () => string,
  decidedAt: number,
  { after, says }: NonNullable<PlannedDispute['appeal']>,
): Step {
  return {
    at: decidedAt + after,
    act: () => {
      const found = world.store.find('dispute', home, idOf())
      if (found?.status !== 'appeal_needs_response') return
      answerDispute(world, home, found, { evidence: { appeal: { card: { reason_for_filing: says } } }, submit: true })
    },
  }
}
