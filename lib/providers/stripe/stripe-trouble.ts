import Stripe from 'stripe'

/**
 * What went wrong with a call.
 * missing: Stripe has no such object or account · rate_limited: not carried out, try later · in_flight: the same key is being
 * worked on · refused: a definite no · unknown: no answer, or one that says nothing about what happened.
 */
export type TroubleKind = 'missing' | 'rate_limited' | 'in_flight' | 'refused' | 'unknown'

/** A call to Stripe that did not end well, with what Stripe said about it. */
export class StripeTrouble extends Error {
  override readonly name = 'StripeTrouble'
  readonly kind: TroubleKind
  readonly code: string
  readonly requestId: string

  constructor(kind: TroubleKind, said: { message: string; code?: string; requestId?: string }, options?: ErrorOptions) {
    super(said.message, options)
    this.kind = kind
    this.code = said.code ?? ''
    this.requestId = said.requestId ?? ''
  }
}

/** Reads the SDK's error; anything that is not one stays what it is. */
export function readTrouble(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error
  const said = { message: error.message, code: error.code ?? '', requestId: error.requestId ?? '' }
  return new StripeTrouble(kindOf(error), said, { cause: error })
}

function kindOf(error: Stripe.errors.StripeError): TroubleKind {
  const status = error.statusCode ?? 0
  if (status === 429 || error.code === 'lock_timeout') return 'rate_limited'
  if (status === 409) return 'in_flight'
  // The same key with other parameters: an earlier request may have gone through, so nothing is certain.
  if (error instanceof Stripe.errors.StripeIdempotencyError) return 'in_flight'
  if (status === 404 || error.code === 'resource_missing' || error.code === 'account_invalid') return 'missing'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}
