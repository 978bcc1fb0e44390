import { applicationOf } from '../core/application.ts'
import type { QuoteRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** A quote as it stands before anything is offered. */
export function blankQuote(world: World, account: string): QuoteRow {
  const details = { amount_discount: 0, amount_shipping: 0, amount_tax: 0 }
  return {
    id: world.ids.next('qt'),
    object: 'quote',
    amount_subtotal: 0,
    amount_total: 0,
    application: account === world.platform ? null : applicationOf(world),
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    computed: { recurring: null, upfront: { amount_subtotal: 0, amount_total: 0, total_details: details } },
    created: world.now(),
    currency: null,
    customer: null,
    customer_account: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    expires_at: world.now(),
    footer: null,
    from_quote: null,
    header: null,
    invoice: null,
    invoice_settings: {
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    livemode: false,
    metadata: {},
    number: null,
    on_behalf_of: null,
    status: 'draft',
    status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
    subscription: null,
    subscription_data: {
      billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
      description: null,
      effective_date: null,
      metadata: {},
      trial_period_days: null,
    },
    subscription_schedule: null,
    test_clock: world.testClock,
    total_details: details,
    transfer_data: null,
    _lines: [],
    _coupons: [],
    _daysUntilDue: null,
  }
}
