import { clock } from '#lib/platform/clock.ts'
import type { Caller } from './caller.ts'
import { type Answer, writeStripe } from './client.ts'
import { fetchAll } from './fetch.ts'
import type { Seen } from './map-money.ts'
import { StripeTrouble } from './stripe-trouble.ts'
import { metadata, text, type Wire } from './wire.ts'

/** How a writing call ended. `unknown` is looked up before anything is tried again; it is never a failure. */
export type ProviderOutcome<T> =
  | { readonly outcome: 'succeeded'; readonly object: T; readonly requestId: string }
  | {
      readonly outcome: 'failed'
      readonly code: string
      readonly message: string
      readonly requestId: string
      /** Nothing was wrong with the request itself: the same may be tried again. */
      readonly retryable: boolean
      /** The balance did not cover it. */
      readonly insufficient: boolean
    }
  | {
      readonly outcome: 'unknown'
      readonly message: string
      readonly requestId: string
      /** Stripe answered, with a fault of its own: nothing is under way any more. */
      readonly isAnswered: boolean
    }

/** What a look-up found. */
export type LookUp<T> =
  | Extract<ProviderOutcome<T>, { outcome: 'succeeded' | 'unknown' }>
  | { readonly outcome: 'absent' }

export type PayingEntity = { readonly id: string; readonly livemode: boolean; readonly stripeAccount: string }

export type Once = { readonly idempotencyKey: string }

type Reading<T> = { readonly expected: string; readonly map: (wire: Wire, seen: Seen) => T }

/** Sends one writing request and says how it ended. */
export async function write<T>(
  caller: Caller,
  path: string,
  { params, idempotencyKey }: Once & { readonly params: object },
  { expected, map }: Reading<T>,
): Promise<ProviderOutcome<T>> {
  const asOf = clock.now()
  try {
    const answer = await writeStripe(caller, path, params, idempotencyKey)
    return succeeded(answer, expected, (wire) => map(wire, { account: caller.account, asOf }))
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    const { kind, code, message, requestId } = error
    if (kind === 'unknown' || kind === 'in_flight') return unknown(error)
    const insufficient = code === 'balance_insufficient'
    const retryable = kind === 'rate_limited' || insufficient
    return { outcome: 'failed', code, message, requestId, retryable, insufficient }
  }
}

/** Only an answer that is the object asked for counts as success. */
function succeeded<T>({ body, requestId }: Answer, expected: string, map: (wire: Wire) => T): ProviderOutcome<T> {
  if (text(body, 'object') !== expected || text(body, 'id') === '') {
    const message = `Stripe's answer is no ${expected} (request ${requestId}).`
    return { outcome: 'unknown', message, requestId, isAnswered: true }
  }
  return { outcome: 'succeeded', object: map(body), requestId }
}

/** What a reading found, or that nobody knows. */
export async function orTrouble<T>(reading: () => Promise<T>): Promise<LookUp<T>> {
  try {
    return { outcome: 'succeeded', object: await reading(), requestId: '' }
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    return error.kind === 'missing' ? { outcome: 'absent' } : unknown(error)
  }
}

type SearchedList = { readonly path: string; readonly query: Record<string, string>; readonly proposal: string }

/** The object of a list that names a proposal in its metadata. */
export async function find<T>(
  caller: Caller,
  { path, query, proposal }: SearchedList,
  map: (wire: Wire, seen: Seen) => T,
): Promise<LookUp<T>> {
  try {
    const found = (await fetchAll(caller, path, query)).find(({ wire }) => metadata(wire).tieout_proposal === proposal)
    if (found === undefined) return { outcome: 'absent' }
    const object = map(found.wire, { account: caller.account, asOf: found.asOf })
    return { outcome: 'succeeded', object, requestId: '' }
  } catch (error) {
    if (error instanceof StripeTrouble) return unknown(error)
    throw error
  }
}

const unknown = (error: StripeTrouble) => ({
  outcome: 'unknown' as const,
  message: said(error),
  requestId: error.requestId,
  isAnswered: error.kind === 'unknown' && error.requestId !== '',
})

const said = ({ message, requestId }: StripeTrouble) =>
  requestId === '' ? message : `${message} (request ${requestId})`
