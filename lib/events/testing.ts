import Stripe from 'stripe'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { setClockForTest } from '#lib/platform/clock.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { platformAccount } from '#lib/providers/stripe/account.ts'
import { PINNED_VERSION } from '#lib/providers/stripe/client.ts'
import { acceptDelivery } from './deliver.ts'

type SandboxLike = { readonly url: string; readonly world: { now(): number } }

/** Points the product at a sandbox whose time stands still, and makes the entity of its platform account. */
export async function entityOf(sandbox: SandboxLike): Promise<Entity> {
  process.env.STRIPE_API_BASE = sandbox.url
  setClockForTest(() => new Date(sandbox.world.now() * 1_000))
  const { id, name, timeZone } = await platformAccount()
  return ensureEntity({
    name,
    stripeAccount: id,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: timeZone,
    goLiveAt: null,
    automaticSince: null,
    at: new Date(sandbox.world.now() * 1_000),
  })
}

type Draft = {
  id?: string
  type: string
  object: object
  created: number
  account?: string
  api_version?: string
}

let serial = 0

/** The text of an event about this object. */
export function eventText({ id, type, object, created, account, api_version }: Draft): string {
  serial += 1
  return JSON.stringify({
    id: id ?? `evt_test_${serial}`,
    object: 'event',
    api_version: api_version ?? PINNED_VERSION,
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    ...(account !== undefined && { account }),
  })
}

const [SECRET = ''] = (process.env.STRIPE_WEBHOOK_SECRET ?? '').split(',')

type Signing = { readonly secret?: string; readonly timestamp?: number; readonly contentType?: string }

/** A signed request, as Stripe sends it. */
export function signedRequest(payload: string, { secret = SECRET, timestamp, contentType }: Signing = {}): Request {
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
    ...(timestamp !== undefined && { timestamp }),
  })
  return new Request('http://127.0.0.1/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': signature, 'content-type': contentType ?? 'application/json; charset=utf-8' },
    body: payload,
  })
}

/** Delivers signed texts and returns the answers' status codes. */
export const deliver = (...payloads: string[]): Promise<number[]> =>
  Promise.all(payloads.map(async (payload) => (await acceptDelivery(signedRequest(payload))).status))

type InboxRow = { readonly id: string; readonly type: string; readonly state: string; readonly outcome: string }

/** The inbox, in order of ids. */
export const inbox = (entity: Entity): Promise<InboxRow[]> =>
  read(SYSTEM(entity), (tx) => tx.sql('SELECT id, type, state, outcome FROM stripe_event ORDER BY id'))
