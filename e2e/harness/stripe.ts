import { expect } from '@playwright/test'
import { SANDBOX_KEY } from '#lib/platform/env.ts'
import type { Product } from './launch.ts'

type StripeList<T> = { data: T[] }
type Transfer = { id: string; amount: number; amount_reversed: number; metadata: Record<string, string> }

/** Asks the product's sandbox as somebody with Stripe's Dashboard would. */
export async function stripe<T>(
  product: Product,
  method: 'GET' | 'POST',
  path: string,
  params: Record<string, string> = {},
): Promise<T> {
  const query = new URLSearchParams(params)
  const response = await fetch(`${product.sandboxUrl}/v1/${path}${method === 'GET' ? `?${query}` : ''}`, {
    method,
    headers: { authorization: `Bearer ${SANDBOX_KEY}` },
    ...(method === 'POST' ? { body: query } : {}),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as T
}

export const transfersOf = async (product: Product) =>
  (await stripe<StripeList<Transfer>>(product, 'GET', 'transfers', { limit: '100' })).data

/** The charge that paid an order's invoice. */
export async function chargeOf(product: Product, order: string): Promise<string> {
  const invoices = await stripe<
    StripeList<{
      id: string
      metadata: Record<string, string>
      lines: StripeList<{ metadata: Record<string, string> }>
    }>
  >(product, 'GET', 'invoices', { limit: '100', 'expand[0]': 'data.payments' })
  const invoice = invoices.data.find(({ metadata, lines }) =>
    [metadata, ...lines.data.map((line) => line.metadata)].some((own) => own.order_id === order),
  )
  const payments = await stripe<StripeList<{ payment: { payment_intent: string } }>>(
    product,
    'GET',
    'invoice_payments',
    {
      invoice: invoice?.id ?? '',
    },
  )
  const intent = await stripe<{ latest_charge: string }>(
    product,
    'GET',
    `payment_intents/${payments.data[0]?.payment.payment_intent}`,
  )
  return intent.latest_charge
}
