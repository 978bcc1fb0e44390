import { env } from '#lib/platform/env.ts'
import type { Caller } from './caller.ts'
import { readFile, readStripe, writeStripe } from './client.ts'
import { StripeTrouble } from './stripe-trouble.ts'
import { inner, ownId, text } from './wire.ts'

export type ReportOrder = {
  /** As docs.stripe.com/reports/report-types names it. */
  readonly type: string
  readonly from: Date
  readonly until: Date
  /** Whose report it is, where it is a connected account's. */
  readonly connectedAccount?: string | undefined
}

/** Orders one of Stripe's reports; it is written some time later. The same key orders it once. */
export async function orderReport(caller: Caller, order: ReportOrder, key: string): Promise<string> {
  const seconds = (instant: Date) => `${Math.floor(instant.getTime() / 1_000)}`
  const parameters = {
    interval_start: seconds(order.from),
    interval_end: seconds(order.until),
    ...(order.connectedAccount === undefined ? {} : { connected_account: order.connectedAccount }),
  }
  const { body } = await writeStripe(caller, 'reporting/report_runs', { report_type: order.type, parameters }, key)
  return ownId(body)
}

/** The text of a report; null while Stripe is still writing it. Throws when Stripe gave up. */
export async function fetchReport(caller: Caller, id: string): Promise<string | null> {
  const { body } = await readStripe(caller, `reporting/report_runs/${encodeURIComponent(id)}`)
  const status = text(body, 'status')
  if (status === 'failed') {
    throw new StripeTrouble('unknown', {
      message: `Stripe could not write report ${id}. ${text(body, 'error')}`.trim(),
    })
  }
  if (status !== 'succeeded') return null
  return readFile(caller, ownUrl(text(inner(body, 'result'), 'url')))
}

/** The key goes to Stripe alone: files lie at its own host, or where this product was told that Stripe is. */
function ownUrl(address: string): URL {
  const url = new URL(address)
  const hosts =
    env.STRIPE_API_BASE === undefined ? ['files.stripe.com', 'api.stripe.com'] : [new URL(env.STRIPE_API_BASE).host]
  if (hosts.includes(url.host)) return url
  throw new StripeTrouble('unknown', {
    message: `A report lies at ${url.host}, which is not Stripe’s: it was not read.`,
  })
}
