import { DAY } from '../core/clock.ts'
import type { Order } from './order.ts'
import type { Plan } from './plan.ts'

/** What of an order can fail to agree. The words are the names of the classes behind `/_sandbox/truth`. */
export type DiscrepancyClass =
  | 'wrong_application_fee'
  | 'wrong_commission'
  | 'missing_transfer'
  | 'duplicate_transfer'
  | 'unreported_reversal'
  | 'seller_record_mismatch'
  | 'seller_record_missing'
  | 'fx_rounding'

const ANYTIME: readonly DiscrepancyClass[] = [
  'seller_record_mismatch',
  'wrong_application_fee',
  'wrong_commission',
  'duplicate_transfer',
  'seller_record_missing',
  'missing_transfer',
  'fx_rounding',
]

/** Without a webhook is news only while webhooks of that time still exist. */
const EVENTS_LAST = 29 * DAY
const UNREPORTED_EVERY_MAX = 60
/** Refunds and reversals of the order are over by then. */
const SETTLED_BY = 3 * DAY

/**
 * Deals the classes out to orders that show nothing else: one of each class in every `plantedEvery` of them, whatever the
 * seed. Only what the marketplace settled itself, before go-live, can be wrong.
 */
export class Dealer {
  private readonly plan: Plan
  private readonly waiting: DiscrepancyClass[] = []
  private seen = 0
  private seenLately = 0

  constructor(plan: Plan) {
    this.plan = plan
  }

  deal(order: Order): DiscrepancyClass | null {
    const { start, end, goLive, plantedEvery, discrepancies } = this.plan
    if (!discrepancies || !isPlain(order) || order.at < start + 2 * DAY || order.at > goLive - SETTLED_BY) return null
    const gap = Math.floor(plantedEvery / (ANYTIME.length + 1))
    const turn = this.seen % plantedEvery
    this.seen += 1
    const next = turn % gap === gap - 1 ? ANYTIME[Math.floor(turn / gap)] : undefined
    if (next) this.waiting.push(next)
    if (order.at > end - EVENTS_LAST) {
      if (this.seenLately % Math.min(plantedEvery, UNREPORTED_EVERY_MAX) === 2) this.waiting.push('unreported_reversal')
      this.seenLately += 1
    }
    const index = this.waiting.findIndex((wanted) => suits(wanted, order))
    return index === -1 ? null : (this.waiting.splice(index, 1)[0] ?? null)
  }
}

const isPlain = ({ fate, lines, refund, afterSale, isAbroad }: Order) =>
  fate === 'paid' &&
  !isAbroad &&
  lines.length === 1 &&
  refund === null &&
  afterSale.dispute === null &&
  afterSale.warnedAfter === null

/**
 * A second transfer comes out of the platform's own earnings, so it has to be small, in the currency it earns most of. It
 * names the order's transfer group and no charge: only payments that name the group too can be told to be its origin.
 */
const DUPLICATE_MAX = 20_000

function suits(wanted: DiscrepancyClass, { kind, pattern, currency, lines }: Order): boolean {
  if (wanted === 'seller_record_mismatch' || wanted === 'seller_record_missing') return true
  if (wanted === 'fx_rounding') return currency !== 'usd'
  if (wanted === 'wrong_application_fee') return pattern !== 'separate'
  if (wanted !== 'duplicate_transfer') return pattern === 'separate'
  return pattern === 'separate' && kind === 'intent' && currency === 'usd' && (lines[0]?.amount ?? 0) <= DUPLICATE_MAX
}
