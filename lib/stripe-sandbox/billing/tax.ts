import type { Stripe } from 'stripe'
import { letters } from '../core/ids.ts'
import type { InvoiceRow, LineRow, Rows } from '../core/kinds.ts'
import type { Metadata, Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { share } from './share.ts'

type TaxRateRow = Rows['tax_rate']
type LineTax = Wire<Stripe.InvoiceLineItem.Tax>

type NewRate = {
  name: string
  percentage: number
  inclusive: boolean
  country: string | null
  state: string | null
  jurisdiction: string | null
  description: string | null
  taxType: string | null
  active: boolean
  metadata: Metadata
}

export function createTaxRate(world: World, account: string, input: NewRate): TaxRateRow {
  const rate = world.store.insert('tax_rate', account, rateRow(world.ids.next('txr'), world.now(), input))
  recordEvent(world, account, 'tax_rate.created', 'tax_rate', rate)
  return rate
}

const rateRow = (id: string, created: number, input: NewRate): TaxRateRow => ({
  id,
  object: 'tax_rate',
  active: input.active,
  country: input.country,
  created,
  description: input.description,
  display_name: input.name,
  effective_percentage: input.percentage,
  flat_amount: null,
  inclusive: input.inclusive,
  jurisdiction: input.jurisdiction,
  jurisdiction_level: input.country === null ? null : 'country',
  livemode: false,
  metadata: input.metadata,
  percentage: input.percentage,
  rate_type: 'percentage',
  state: input.state,
  tax_type: input.taxType,
})

/** What the sandbox takes for the law: one rate per country, in percent. A customer elsewhere pays none. */
const BY_COUNTRY: Readonly<Record<string, { percentage: number; name: string; type: string }>> = {
  AT: { percentage: 20, name: 'VAT', type: 'vat' },
  DE: { percentage: 19, name: 'VAT', type: 'vat' },
  ES: { percentage: 21, name: 'VAT', type: 'vat' },
  FR: { percentage: 20, name: 'VAT', type: 'vat' },
  GB: { percentage: 20, name: 'VAT', type: 'vat' },
  IE: { percentage: 23, name: 'VAT', type: 'vat' },
  IT: { percentage: 22, name: 'VAT', type: 'vat' },
  JP: { percentage: 10, name: 'JCT', type: 'jct' },
  NL: { percentage: 21, name: 'VAT', type: 'vat' },
  US: { percentage: 8.25, name: 'Sales tax', type: 'sales_tax' },
}

/** The rate of automatic tax where the customer is, made when it is first needed; null where none is due. */
function automaticRate(world: World, account: string, country: string): TaxRateRow | null {
  const law = BY_COUNTRY[country]
  if (law === undefined) return null
  const id = `txr_${letters(`${account}:${country}:automatic`, 24)}`
  const known = world.store.find('tax_rate', account, id)
  if (known) return known
  return world.store.insert(
    'tax_rate',
    account,
    rateRow(id, world.now(), {
      name: law.name,
      percentage: law.percentage,
      inclusive: false,
      country,
      state: null,
      jurisdiction: country,
      description: null,
      taxType: law.type,
      active: false,
      metadata: {},
    }),
  )
}

/** The tax rates of those ids, all of which must be there. */
export const taxRatesOf = (world: World, account: string, ids: readonly string[], param: string): TaxRateRow[] =>
  ids.map((id) => world.require('tax_rate', account, id, param, 400))

/** The rates that apply to a line: its own, those of automatic tax, or the invoice's. */
export function ratesOf(world: World, account: string, invoice: InvoiceRow, line: LineRow): TaxRateRow[] {
  if (line._taxRates?.length) return line._taxRates.flatMap((id) => world.store.find('tax_rate', account, id) ?? [])
  if (!invoice.automatic_tax.enabled) return invoice.default_tax_rates
  const rate = automaticRate(world, account, invoice.customer_address?.country ?? '')
  return rate === null ? [] : [rate]
}

/** The taxes of what is left of a line after discounts: on top of it, or contained in it. Minor units, also negative. */
export function taxesOn(taxable: number, rates: readonly TaxRateRow[], invoice: InvoiceRow): LineTax[] {
  const scaled = ({ percentage }: TaxRateRow) => Math.round(percentage * 10_000)
  const contained = rates.reduce((sum, rate) => sum + (rate.inclusive ? scaled(rate) : 0), 0)
  const exempt = invoice.customer_tax_exempt ?? 'none'
  return rates.map((rate) => {
    const whole = rate.inclusive ? 1_000_000 + contained : 1_000_000
    return {
      amount: exempt === 'none' ? share(taxable, scaled(rate), whole, invoice.currency) : 0,
      tax_behavior: rate.inclusive ? 'inclusive' : 'exclusive',
      tax_rate_details: { tax_rate: rate.id },
      taxability_reason:
        exempt === 'exempt' ? 'customer_exempt' : exempt === 'reverse' ? 'reverse_charge' : 'standard_rated',
      taxable_amount: taxable,
      type: 'tax_rate_details',
    }
  })
}
