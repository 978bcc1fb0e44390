import Stripe from 'stripe'
import type { Sandbox } from '../server.ts'

/** What Stripe answered, as it came. */
type Made = Readonly<Record<string, unknown>>

/** Makes something at the sandbox as somebody else would, not as the product: `make(sandbox)('customers', { name })`. */
export function make(sandbox: Sandbox) {
  const { host, port } = sandbox
  const stripe = new Stripe('sk_test_tieout_sandbox', { host, port, protocol: 'http', telemetry: false })
  return async (path: string, params: object = {}, account?: string): Promise<Made> => {
    const options = account === undefined ? {} : { stripeAccount: account }
    return { ...(await stripe.rawRequest('POST', `/v1/${path}`, { ...params }, options)) }
  }
}
