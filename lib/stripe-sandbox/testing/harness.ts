import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts'

export type Bench = {
  sandbox: Sandbox
  stripe: Stripe
  /** Another client of the same sandbox. */
  clientWith: (key: string, retries?: number) => Stripe
  control: <T = unknown>(path: string, body?: object) => Promise<T>
  advance: (seconds: number) => Promise<unknown>
}

/** A sandbox of the test's own, whose time stands still between jumps; closed when the test ends. */
export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
  const sandbox = await startSandbox({ frozen: true, end: '2026-11-20', ...options })
  onTestFinished(() => sandbox.close())
  const clientWith = (key: string, retries = 0) =>
    new Stripe(key, {
      host: sandbox.host,
      port: sandbox.port,
      protocol: 'http',
      telemetry: false,
      maxNetworkRetries: retries,
    })
  const control = async <T>(path: string, body?: object): Promise<T> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`, init)
    return (await response.json()) as T
  }
  return {
    sandbox,
    stripe: clientWith('sk_test_tieout_sandbox'),
    clientWith,
    control,
    advance: (seconds) => control('clock', { advance_seconds: seconds }),
  }
}

/** A connected account, a buyer with a card, and a way to sell. */
export async function openShop({ stripe }: Bench) {
  const seller = await stripe.accounts.create({ country: 'US', type: 'express', business_profile: { name: 'Ada' } })
  const buyer = await stripe.customers.create({
    email: 'buyer@buyers.example',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const sell = async (amount: number, currency = 'usd') => {
    const intent = await stripe.paymentIntents.create({
      amount,
      currency,
      customer: buyer.id,
      payment_method: 'pm_card_visa',
      confirm: true,
    })
    return String(intent.latest_charge)
  }
  return { seller: seller.id, buyer: buyer.id, sell }
}

export type Received = { body: string; signature: string; event: Stripe.Event; path: string }

/** A listening endpoint that keeps what it receives; `answer` decides the status of each attempt. */
export async function openReceiver(answer: (count: number) => number = () => 200) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const signature = String(request.headers['stripe-signature'])
    received.push({ body, signature, event: JSON.parse(body) as Stripe.Event, path: request.url ?? '' })
    response.writeHead(answer(received.length)).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** What the call refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('The call was expected to be refused.')
}
