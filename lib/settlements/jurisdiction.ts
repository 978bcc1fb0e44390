import { z } from 'zod'

/** One tax of an invoice line: where it is owed, and its amount in minor units of the invoice's currency. */
export type LineTax = { readonly jurisdiction: string; readonly minor: bigint }

/** For tax whose place neither the rate nor the buyer's address tells. */
export const NOT_STATED = 'Not stated'

const rate = z.object({
  jurisdiction: z.string().nullish(),
  country: z.string().nullish(),
  state: z.string().nullish(),
})
const line = z.object({
  taxes: z
    .array(
      z.object({
        amount: z.number().int(),
        tax_rate_details: z.object({ tax_rate: z.union([z.string(), rate]).nullish() }).nullish(),
      }),
    )
    .nullish(),
})
const address = z.object({ country: z.string().nullish(), state: z.string().nullish() }).nullish()
const invoice = z.object({ customer_address: address, customer_shipping: z.object({ address }).nullish() })

/**
 * Where the taxes of an invoice line are owed. Stripe names the rate on the line (docs.stripe.com/api/invoice-line-item:
 * `taxes[].tax_rate_details`); where that is only an id, the place is the buyer's: where it ships to, else the address.
 */
export function taxesOf(lineRaw: string, invoiceRaw: string): LineTax[] {
  const found = line.safeParse(parseJson(lineRaw))
  const buyer = placeOfBuyer(invoiceRaw)
  return (found.data?.taxes ?? []).map(({ amount, tax_rate_details }) => ({
    jurisdiction: placeOfRate(tax_rate_details?.tax_rate) ?? buyer ?? NOT_STATED,
    minor: BigInt(amount),
  }))
}

function placeOfRate(named: string | z.output<typeof rate> | null | undefined): string | null {
  if (named === null || named === undefined || typeof named === 'string') return null
  return named.jurisdiction || placeOf(named)
}

function placeOfBuyer(raw: string): string | null {
  const found = invoice.safeParse(parseJson(raw)).data
  return placeOf(found?.customer_shipping?.address) ?? placeOf(found?.customer_address)
}

function placeOf(at: { country?: string | null | undefined; state?: string | null | undefined } | null | undefined) {
  if (!at?.country) return null
  return at.state ? `${at.country}-${at.state}` : at.country
}

function parseJson(raw: string): unknown {
  return raw === '' ? null : JSON.parse(raw)
}
