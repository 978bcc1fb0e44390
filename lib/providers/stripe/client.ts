import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import { assertNoTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import type { Caller } from './caller.ts'
import { assertKnownPost } from './posts.ts'
import { holdCalls, takeTurn } from './rate-bucket.ts'
import { readTrouble, StripeTrouble } from './stripe-trouble.ts'
import { isWire, type Wire } from './wire.ts'

/** The version every call asks for and every event should speak. */
export const PINNED_VERSION: string = Stripe.API_VERSION

const TIMEOUT_MS = 20_000
const FILE_TIMEOUT_MS = 120_000
const READ_ATTEMPTS_MAX = 4
const BACKOFF_MS = 250

const clients = new Map<string, Stripe>()

/** One client per key and host. It retries nothing by itself: what is retried, and when, is decided here. */
function client(): Stripe {
  const name = `${env.STRIPE_SECRET_KEY} ${env.STRIPE_API_BASE ?? ''}`
  const made = clients.get(name) ?? makeClient()
  clients.set(name, made)
  return made
}

function makeClient(): Stripe {
  const base = env.STRIPE_API_BASE === undefined ? undefined : new URL(env.STRIPE_API_BASE)
  if (base !== undefined && env.STRIPE_SECRET_KEY.includes('_live_')) {
    throw new Error('STRIPE_API_BASE is set beside a live key: live money is sent to Stripe itself only.')
  }
  const isPlain = base?.protocol === 'http:'
  return new Stripe(env.STRIPE_SECRET_KEY, {
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: TIMEOUT_MS,
    appInfo: { name: 'Tieout' },
    ...(base && {
      host: base.hostname,
      port: base.port || (isPlain ? '80' : '443'),
      protocol: isPlain ? ('http' as const) : ('https' as const),
    }),
  })
}

type Query = Readonly<Record<string, string | readonly string[]>>

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') search.append(name, value)
    else for (const [index, item] of value.entries()) search.append(`${name}[${index}]`, item)
  }
  return `/v1/${path}${search.size === 0 ? '' : `?${search}`}`
}

const scoped = ({ account, platform }: Caller) => (account === platform ? {} : { stripeAccount: account })

export type Answer = { readonly body: Wire; readonly requestId: string }

async function send(
  method: 'GET' | 'POST',
  path: string,
  params: object | undefined,
  options: object,
): Promise<Answer> {
  try {
    const response = await client().rawRequest(method, path, params as Record<string, string> | undefined, options)
    const requestId = response.lastResponse?.requestId ?? ''
    // A 4xx body without an `error` passes for success in the SDK, so an answer has to say what it is.
    if (!isWire(response) || typeof response.object !== 'string') {
      throw new StripeTrouble('unknown', { message: 'Stripe answered with something that is no object.', requestId })
    }
    return { body: response, requestId }
  } catch (error) {
    throw readTrouble(error)
  }
}

/** Reads something. What may pass by itself is tried again after a growing, jittered wait. */
export async function readStripe(caller: Caller, path: string, query: Query = {}): Promise<Answer> {
  assertNoTransaction(`GET ${path}`)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await takeTurn(caller)
      return await send('GET', withQuery(path, query), undefined, scoped(caller))
    } catch (error) {
      if (!(error instanceof StripeTrouble) || !canPass(error) || attempt >= READ_ATTEMPTS_MAX) throw error
      const waitMs = BACKOFF_MS * 2 ** attempt * (0.5 + Math.random() / 2)
      if (error.kind === 'rate_limited') await holdCalls(caller, waitMs)
      else await sleep(waitMs)
    }
  }
}

const canPass = ({ kind }: StripeTrouble) => kind === 'rate_limited' || kind === 'unknown' || kind === 'in_flight'

/** Reads a file that Stripe wrote, as text. `url` has to be Stripe's own. */
export async function readFile(caller: Caller, url: URL): Promise<string> {
  assertNoTransaction(`GET ${url.pathname}`)
  await takeTurn(caller)
  const headers = { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` }
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(FILE_TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw new StripeTrouble('unknown', { message: `A file of Stripe’s could not be read. ${String(error)}` })
    },
  )
  if (response.ok) return response.text()
  throw new StripeTrouble('unknown', { message: `A file of Stripe’s could not be read: ${response.status}.` })
}

/** Asks before there is an entity to count the call for: who the key belongs to. */
export async function readOwnAccount(): Promise<Answer> {
  assertNoTransaction('GET account')
  return send('GET', '/v1/account', undefined, {})
}

/**
 * Sends one writing request, once, under the caller's own idempotency key. Amounts travel as text, so they stay whole.
 * Refuses inside a transaction, and a path that is not behind the gate or on the list of those that need none.
 */
export async function writeStripe(
  caller: Caller,
  path: string,
  params: object,
  idempotencyKey: string,
): Promise<Answer> {
  assertNoTransaction(`POST ${path}`)
  assertKnownPost(path)
  await takeTurn(caller)
  return send('POST', `/v1/${path}`, params, { ...scoped(caller), idempotencyKey })
}

type Upload = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

/** Uploads a document as evidence for disputes (docs.stripe.com/api/files/create). Refuses inside a transaction. */
export async function uploadStripe(caller: Caller, file: Upload, idempotencyKey: string): Promise<Answer> {
  assertNoTransaction('POST files')
  assertKnownPost('files')
  await takeTurn(caller)
  const { name, contentType: type, bytes } = file
  try {
    const made = await client().files.create(
      { purpose: 'dispute_evidence', file: { data: Buffer.from(bytes), name, type } },
      { ...scoped(caller), idempotencyKey },
    )
    return { body: { id: made.id, object: made.object }, requestId: made.lastResponse.requestId }
  } catch (error) {
    throw readTrouble(error)
  }
}
