import { expect, test } from 'vitest'
import { NOT_STATED, taxesOf } from './jurisdiction.ts'

const line = (...rates: unknown[]) =>
  JSON.stringify({ taxes: rates.map((tax_rate) => ({ amount: 725, tax_rate_details: { tax_rate } })) })
const invoice = (customer_address: unknown, shipping: unknown = null) =>
  JSON.stringify({ customer_address, customer_shipping: shipping === null ? null : { address: shipping } })

test.each<[string, string, string, string[]]>([
  ['the rate’s own words', line({ jurisdiction: 'California', country: 'US' }), invoice(null), ['California']],
  ['the rate’s country and state', line({ country: 'US', state: 'CA' }), invoice(null), ['US-CA']],
  ['where it ships to', line('txr_1'), invoice({ country: 'DE' }, { country: 'FR', state: null }), ['FR']],
  ['the buyer’s address', line('txr_1', 'txr_2'), invoice({ country: 'US', state: 'NY' }), ['US-NY', 'US-NY']],
  ['nothing that Stripe said', line('txr_1'), '', [NOT_STATED]],
  ['no tax at all', JSON.stringify({}), '', []],
])('places tax by %s', (_, lineRaw, invoiceRaw, places) => {
  const taxes = taxesOf(lineRaw, invoiceRaw)
  expect(taxes.map(({ jurisdiction }) => jurisdiction)).toEqual(places)
  expect(taxes.every(({ minor }) => minor === 725n)).toBe(true)
})
