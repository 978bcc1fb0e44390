import type Stripe from 'stripe'
import type { Bench } from './harness.ts'

/** A product that is sold again and again, and a buyer; without a card when the method is null. */
export async function openClub({ stripe }: Bench, { method = 'pm_card_visa' }: { method?: string | null } = {}) {
  const buyer = await stripe.customers.create({
    email: 'member@buyers.example',
    ...(method !== null && { invoice_settings: { default_payment_method: method } }),
  })
  const product = await stripe.products.create({ name: 'Membership' })
  const priceOf = (unit_amount: number, recurring: Stripe.PriceCreateParams.Recurring = { interval: 'month' }) =>
    stripe.prices.create({ product: product.id, currency: 'usd', unit_amount, recurring })
  return { buyer: buyer.id, product: product.id, priceOf, price: (await priceOf(3000)).id }
}

export const at = (iso: string): number => Date.parse(iso) / 1000
