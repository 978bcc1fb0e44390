import { createSubscription } from '../billing/create-subscription.ts'
import { dunningOf, setDunning } from '../billing/dunning.ts'
import { endingFields } from '../billing/ending.ts'
import { finishSubscription } from '../billing/finish-subscription.ts'
import { plusIntervals } from '../billing/period.ts'
import { isOver } from '../billing/subscription-state.ts'
import { updateSubscription } from '../billing/update-subscription.ts'
import { DAY, HOUR } from '../core/clock.ts'
import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { createPrice, createProduct } from '../objects/catalogue.ts'
import { createCustomer, setDefaultPaymentMethod } from '../objects/customer.ts'
import { attachPaymentMethod } from '../objects/payment-method.ts'
import type { Step } from './agenda.ts'
import { buyerName } from './buyers.ts'
import type { Member } from './members.ts'
import type { Plan } from './plan.ts'
import { accountOf, type Stage } from './stage.ts'
import { plant } from './truth.ts'

const TRIAL_DAYS: Readonly<Partial<Record<Member['fate'], number>>> = { trialing: 14, paused: 7 }
const FAILING = 'pm_card_chargeCustomerFail'
/** The last of the attempts to collect, after the first. */
const LAST_ATTEMPT = (3 + 5 + 7) * DAY
const MONTH = { interval: 'month', count: 1 }

/** One subscription of the history, from its first day to what is to become of it. */
export class MemberLife {
  private readonly stage: Stage
  private readonly plan: Plan
  readonly member: Member
  /** The subscription, once it has begun. */
  id = ''

  constructor(stage: Stage, plan: Plan, member: Member) {
    this.stage = stage
    this.plan = plan
    this.member = member
  }

  steps(): Step[] {
    const { start, fate } = this.member
    const { end } = this.plan
    const begin = { at: start, act: () => this.begin() }
    const lastRenewal = this.lastRenewal()
    switch (fate) {
      case 'past_due':
      case 'unpaid':
      case 'given_up':
        return [
          begin,
          { at: lastRenewal - DAY, act: () => this.payWith(FAILING) },
          ...(fate === 'unpaid' ? this.unpaidInstead(lastRenewal + HOUR + LAST_ATTEMPT) : []),
        ]
      case 'leaving':
        return [begin, { at: lastRenewal + 2 * HOUR, act: () => this.leave() }]
      case 'left':
        return [begin, { at: start + Math.floor((end - start) / 2), act: () => this.end() }]
      case 'collection_paused':
        return [begin, { at: Math.max(start, end - 40 * DAY) + HOUR, act: () => this.pause() }]
      default:
        return [begin]
    }
  }

  private lastRenewal(): number {
    let times = 0
    while (plusIntervals(this.member.start, MONTH, times + 1) < this.plan.end) times += 1
    return plusIntervals(this.member.start, MONTH, times)
  }

  /** The marketplace keeps this one for a person to decide about, and gives the others up. */
  private unpaidInstead(at: number): Step[] {
    const { world } = this.stage
    return [
      { at: at - 60, act: () => setDunning(world, { ...dunningOf(world), lastResort: 'unpaid' }) },
      { at: at + 60, act: () => setDunning(world, { ...dunningOf(world), lastResort: 'cancel' }) },
    ]
  }

  private begin(): void {
    const { world } = this.stage
    const { platform } = world
    const { fate, line, number } = this.member
    const isFailing = fate === 'incomplete' || fate === 'expired'
    const customer = createCustomer(world, platform, {
      ...buyerName(this.plan.buyers * 2 + number),
      metadata: {},
      ...(fate !== 'paused' && { defaultPaymentMethod: isFailing ? FAILING : 'pm_card_visa' }),
    })
    const trialDays = TRIAL_DAYS[fate] ?? 0
    const made = createSubscription(world, platform, {
      customer: customer.id,
      items: [{ price: this.makePrice(), quantity: 1, metadata: {} }],
      extras: [],
      metadata: { seller: accountOf(this.stage, line.seller), category: line.category },
      trialEnd: trialDays > 0 ? world.now() + trialDays * DAY : null,
      billingCycleAnchor: null,
      prorates: true,
      paymentBehavior: 'allow_incomplete',
      cancelAtPeriodEnd: false,
      discounts: [],
      fields:
        fate === 'paused'
          ? { trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'pause' } } }
          : {},
    })
    this.id = made.id
  }

  private makePrice(): string {
    const { world } = this.stage
    const { line, currency, interval } = this.member
    const bare = { metadata: {}, active: true }
    const product = createProduct(world, world.platform, { ...bare, name: line.description, description: null })
    const made = createPrice(world, world.platform, {
      ...bare,
      product: product.id,
      currency,
      unitAmount: line.amount,
      nickname: null,
      lookupKey: null,
      recurring: { interval, count: 1, trialDays: null },
    })
    return made.id
  }

  private row(): SubscriptionRow | undefined {
    const { world } = this.stage
    return world.store.find('subscription', world.platform, this.id)
  }

  private payWith(token: string): void {
    const { world } = this.stage
    const customer = world.store.find('customer', world.platform, String(this.row()?.customer))
    if (customer === undefined) return
    const method = attachPaymentMethod(world, world.platform, token, customer.id)
    setDefaultPaymentMethod(world, world.require('customer', world.platform, customer.id), method.id)
  }

  private change(fieldsOf: (row: SubscriptionRow) => Partial<SubscriptionRow>): void {
    const { world } = this.stage
    const row = this.row()
    if (row === undefined || isOver(row)) return
    updateSubscription(world, world.platform, row, {
      items: [],
      extras: [],
      proration: 'none',
      prorationDate: null,
      resetsAnchor: false,
      trialEnd: null,
      paymentBehavior: 'allow_incomplete',
      fields: fieldsOf(row),
    })
  }

  private leave(): void {
    this.change((row) => endingFields(this.stage.world, this.stage.world.platform, row, true))
  }

  private pause(): void {
    this.change(() => ({ pause_collection: { behavior: 'keep_as_draft', resumes_at: null } }))
  }

  private end(): void {
    const { world } = this.stage
    const row = this.row()
    if (row === undefined || isOver(row)) return
    const how = { credits: false, invoices: false, reason: 'cancellation_requested' } as const
    finishSubscription(world, world.platform, row, how)
  }

  /** Writes the subscription into the answer key, as what it is by then. */
  tell(world: World): void {
    const row = this.row()
    const { line, currency, fate } = this.member
    if (row === undefined) return
    plant(world, {
      kind: 'story',
      class: `subscription_${fate}`,
      note: `A subscription that is ${row.status.replaceAll('_', ' ')}${NOTES[fate] ?? ''}.`,
      account: world.platform,
      ids: { subscription: row.id, customer: String(row.customer), invoice: String(row.latest_invoice) },
      amount: line.amount,
      currency,
    })
  }
}

const NOTES: Readonly<Partial<Record<Member['fate'], string>>> = {
  collection_paused: ' while its invoices are kept as drafts',
  given_up: ' after its last attempt to collect',
  leaving: ' until the end of its period',
  left: ' because its buyer left',
  paused: ' since its trial ended without a card',
}
