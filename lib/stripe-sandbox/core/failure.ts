import type { JsonObject } from './wire.ts'

type FailureSpec = {
  status: number
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  code?: string
  param?: string
  message: string
  extra?: JsonObject
  headers?: Record<string, string>
  /** A declined card is an outcome that stays: what was written before it is kept. */
  commits?: boolean
  /** Whether an idempotency key remembers this answer; refusals of the request itself are not remembered. */
  remembered?: boolean
}

/** An answer other than success. It always becomes Stripe's envelope: a body without `error` reads as success in the SDK. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly spec: FailureSpec

  constructor(spec: FailureSpec) {
    super(spec.message)
    this.spec = spec
  }

  /** The body as the API sends it. */
  envelope(requestId: string): JsonObject {
    const { type, code, param, message, extra = {} } = this.spec
    return {
      error: {
        type,
        message,
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...(param && { param }),
        ...extra,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      },
    }
  }
}

export const invalid = (message: string, param?: string, code?: string): Failure =>
  new Failure({ status: 400, type: 'invalid_request_error', message, ...(param && { param }), ...(code && { code }) })

/** The request was executed and refused: an idempotency key remembers it. */
export const refused = (code: string, message: string, param?: string): Failure =>
  new Failure({ status: 400, type: 'invalid_request_error', code, message, remembered: true, ...(param && { param }) })

export const missing = (noun: string, id: string, param = 'id', status = 404): Failure =>
  new Failure({
    status,
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message: `No such ${noun}: '${id}'`,
  })

export const forbidden = (message: string, code?: string): Failure =>
  new Failure({ status: 403, type: 'invalid_request_error', message, ...(code && { code }) })

export const unauthorized = (message: string): Failure =>
  new Failure({ status: 401, type: 'invalid_request_error', message })
