import { applicationOf } from '../core/application.ts'
import { invalid } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { type Cadence, plusIntervals } from './period.ts'
import { recurringPrice } from './subscription-item.ts'
import { taxRatesOf } from './tax.ts'

export type ScheduleRow = Rows['subscription_schedule']
export type Phase = ScheduleRow['phases'][number]

/** A phase as it is asked for: what is sold, and until when or for how long. */
export type WantedPhase = {
  items: readonly { price: string; quantity: number; metadata: Metadata }[]
  extras: readonly { price: string; quantity: number }[]
  endDate: number | null
  lasts: Cadence | null
  startsCycle: boolean
  proration: 'create_prorations' | 'always_invoice' | 'none'
  collectionMethod: 'charge_automatically' | 'send_invoice' | null
  daysUntilDue: number | null
  defaultPaymentMethod: string | null
  description: string | null
  coupons: readonly string[]
  taxRates: readonly string[]
  metadata: Metadata
  isTrial: boolean
  trialEnd: number | null
}

/** The phases one after the other, from that instant; one that says no end lasts one of its own intervals. */
export function phasesFrom(world: World, account: string, start: number, wanted: readonly WantedPhase[]): Phase[] {
  if (wanted.length === 0) throw invalid('You must pass at least one phase.', 'phases', 'parameter_missing')
  const phases: Phase[] = []
  let at = start
  for (const phase of wanted) {
    const made = phaseOf(world, account, at, phase)
    if (made.end_date <= at) throw invalid('The end date of a phase must be after its start.', 'phases[0][end_date]')
    phases.push(made)
    at = made.end_date
  }
  return phases
}

function phaseOf(world: World, account: string, start: number, wanted: WantedPhase): Phase {
  const [first] = wanted.items
  if (first === undefined) throw invalid('A phase needs at least one item.', 'phases[0][items]')
  const price = recurringPrice(world, account, first.price, null)
  const own = { interval: price.recurring?.interval ?? 'month', count: price.recurring?.interval_count ?? 1 }
  const end = wanted.endDate ?? plusIntervals(start, wanted.lasts ?? own, 1)
  for (const coupon of wanted.coupons) world.require('coupon', account, coupon, 'phases[0][discounts]', 400)
  return {
    add_invoice_items: wanted.extras.map((extra) => ({
      discountable: null,
      discounts: [],
      metadata: {},
      period: { end: { type: 'min_item_period_end' }, start: { type: 'max_item_period_start' } },
      price: extra.price,
      quantity: extra.quantity,
      tax_rates: [],
    })),
    application_fee_percent: null,
    billing_cycle_anchor: wanted.startsCycle ? 'phase_start' : null,
    billing_thresholds: null,
    collection_method: wanted.collectionMethod,
    currency: price.currency,
    default_payment_method: wanted.defaultPaymentMethod,
    default_tax_rates: taxRatesOf(world, account, wanted.taxRates, 'phases[0][default_tax_rates]'),
    description: wanted.description,
    discounts: wanted.coupons.map((coupon) => ({ coupon, discount: null, promotion_code: null })),
    end_date: end,
    invoice_settings:
      wanted.daysUntilDue === null
        ? null
        : {
            account_tax_ids: null,
            custom_fields: null,
            days_until_due: wanted.daysUntilDue,
            description: null,
            footer: null,
            issuer: null,
          },
    items: wanted.items.map((item) => {
      recurringPrice(world, account, item.price, price.currency)
      return {
        billing_thresholds: null,
        discounts: [],
        metadata: item.metadata,
        plan: item.price,
        price: item.price,
        quantity: item.quantity,
        tax_rates: [],
      }
    }),
    metadata: wanted.metadata,
    on_behalf_of: null,
    proration_behavior: wanted.proration,
    start_date: start,
    transfer_data: null,
    trial_end: wanted.isTrial ? end : wanted.trialEnd,
  }
}

/** A schedule as it stands before it begins. */
export function blankSchedule(world: World, account: string, customer: string, phases: Phase[]): ScheduleRow {
  return {
    id: world.ids.next('sub_sched'),
    object: 'subscription_schedule',
    application: account === world.platform ? null : applicationOf(world),
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: world.now() },
    canceled_at: null,
    completed_at: null,
    created: world.now(),
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases,
    released_at: null,
    released_subscription: null,
    status: 'not_started',
    subscription: null,
    test_clock: world.testClock,
  }
}
