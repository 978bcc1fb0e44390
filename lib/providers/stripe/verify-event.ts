import Stripe from 'stripe'
import { badSignature, notReadable, staleSignature } from './refusals.ts'
import { clean, inner, instant, isWire, text, UnreadableWire, type Wire } from './wire.ts'

const TOLERANCE_SECONDS = 300

/** What the envelope of an event says, before anyone looks at the object inside. */
export type EventEnvelope = {
  readonly id: string
  readonly type: string
  /** The connected account it happened on; empty for the platform's own. */
  readonly account: string
  readonly apiVersion: string
  readonly livemode: boolean | null
  readonly occurredAt: Date
  readonly objectType: string
  readonly objectId: string
}

type Delivery = {
  readonly body: Uint8Array
  readonly signature: string | null
  /** Tried in turn: platform and Connect endpoints have different ones, and secrets are rolled. */
  readonly secrets: readonly string[]
  /** Real time of arrival. */
  readonly at: Date
}

/**
 * Proves that Stripe sent these bytes, now, and reads the envelope.
 * Refuses a missing or forged signature, one older or newer than five minutes, and what is no event.
 */
export function verifyEvent({ body, signature, secrets, at }: Delivery): EventEnvelope {
  if (signature === null || !HEADER.test(signature)) throw badSignature()
  if (!secrets.some((secret) => isSignedWith(body, signature, secret, at))) throw badSignature()
  const signedAt = Number(/(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature)?.[1])
  // The SDK looks for late ones alone, so both directions are checked here.
  if (!(Math.abs(Math.floor(at.getTime() / 1_000) - signedAt) <= TOLERANCE_SECONDS)) throw staleSignature()
  return readEnvelope(body)
}

/** Names with values; the SDK stumbles over a name without one. */
const HEADER = /^\s*\w+=[^,\s]+(?:\s*,\s*\w+=[^,\s]+)*\s*$/

function isSignedWith(body: Uint8Array, header: string, secret: string, at: Date): boolean {
  const { signature } = Stripe.webhooks
  if (signature === null) throw new Error('the SDK has no signature helper')
  try {
    return signature.verifyHeader(body, header, secret, Number.MAX_SAFE_INTEGER, undefined, at.getTime())
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
    throw error
  }
}

const NAME = /^[\w.:-]{1,255}$/

/** The envelope of an event's text. Refuses what is no snapshot event. */
export function readEnvelope(body: Uint8Array): EventEnvelope {
  const event = parse(body)
  const id = text(event, 'id')
  const type = text(event, 'type')
  const object = inner(event, 'data').object
  if (event.object !== 'event' || !NAME.test(id) || !NAME.test(type) || !isWire(object)) throw notReadable()
  return {
    id,
    type,
    account: text(event, 'account').slice(0, 255),
    apiVersion: text(event, 'api_version').slice(0, 100),
    livemode: typeof event.livemode === 'boolean' ? event.livemode : null,
    occurredAt: createdAt(event),
    objectType: text(object, 'object').slice(0, 255),
    objectId: text(object, 'id').slice(0, 255),
  }
}

function createdAt(event: Wire): Date {
  try {
    const at = instant(event, 'created')
    if (at !== null) return at
  } catch (error) {
    if (!(error instanceof UnreadableWire)) throw error
  }
  throw notReadable()
}

function parse(body: Uint8Array): Wire {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    if (isWire(value)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw notReadable()
}

/** The object inside a stored event, as Stripe sent it. */
export const objectInside = (payload: Uint8Array): Wire => inner(inner(parse(payload), 'data'), 'object')

/** A stored event as text for a screen: indented where it is JSON, as it came where it is not. */
export function payloadText(payload: Uint8Array): string {
  const received = new TextDecoder().decode(payload)
  try {
    return JSON.stringify(JSON.parse(received), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return clean(received)
    throw error
  }
}
