import { expandAll } from '../core/expand.ts'
import { Failure } from '../core/failure.ts'
import type { World } from '../core/world.ts'
import { API_VERSION } from '../webhooks/record-event.ts'
import { accountFor, text } from './access.ts'
import { byTestClock } from './by-test-clock.ts'
import { type Fault, Faults } from './faults.ts'
import { decodeForm } from './form.ts'
import { type Answer, InFlight, type KeyedRequest, recall, remember } from './idempotency.ts'
import type { Router } from './router.ts'

type ApiRequest = {
  method: string
  path: string
  query: string
  body: string
  headers: Record<string, string | string[] | undefined>
  requestId: string
}
type ApiAnswer = Answer & {
  account: string | null
  fault: string | null
  errorCode: string | null
  reset: boolean
}

/** Answers API requests: access, idempotency, faults, then the route, in one transaction. */
export class Api {
  readonly faults = new Faults()
  private readonly inFlight = new InFlight()
  private readonly world: World
  private readonly router: Router
  private readonly apiKeys: readonly string[] | undefined

  constructor(world: World, router: Router, apiKeys?: readonly string[]) {
    this.world = world
    this.router = router
    this.apiKeys = apiKeys
    world.planDelivery = (created) => this.faults.forDelivery(created)
  }

  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const fault = this.faults.forRequest(request.method, request.path)
    let account: string | null = null
    try {
      account = accountFor(this.world, request, this.apiKeys)
      const answer = await this.answerFor(account, request, fault)
      const reset = fault?.kind === 'reset_after' || fault?.kind === 'reset_before'
      const body = fault?.kind === 'truncated' ? answer.body.slice(0, answer.body.length >> 1) : answer.body
      return {
        ...answer,
        body,
        account,
        fault: fault?.kind ?? null,
        errorCode: null,
        reset,
        headers: this.echo(request, account, answer),
      }
    } catch (thrown) {
      const error = thrown instanceof Failure ? thrown : ownFault(thrown, request)
      const answer = answerOf(error, request.requestId)
      return {
        ...answer,
        account,
        fault: fault?.kind ?? null,
        errorCode: error.spec.code ?? error.spec.type,
        reset: fault?.kind === 'reset_before',
        headers: this.echo(request, account, answer),
      }
    }
  }

  private async answerFor(account: string, request: ApiRequest, fault: Fault | undefined): Promise<Answer> {
    const key = request.method === 'POST' ? text(request.headers['idempotency-key']) : undefined
    const keyed = key === undefined ? undefined : { account, key, ...request }
    const release = key === undefined ? undefined : this.inFlight.claim(account, key)
    try {
      if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
      if (this.faults.isOverRate(account, Date.now())) throw rateLimited('global-rate', undefined)
      failBefore(fault)
      return this.world.transaction(() => this.execute(account, request, keyed, fault))
    } catch (error) {
      if (keyed && error instanceof Failure && error.spec.remembered) {
        this.world.transaction(() => remember(this.world, keyed, answerOf(error, request.requestId), request.requestId))
      }
      throw error
    } finally {
      release?.()
    }
  }

  private execute(
    account: string,
    request: ApiRequest,
    keyed: KeyedRequest | undefined,
    fault: Fault | undefined,
  ): Answer {
    const known = keyed && recall(this.world, keyed)
    if (known) return known
    const answer = this.perform(account, request, keyed?.key ?? null)
    if (fault?.kind === '500_before') throw brokenBefore()
    const sent = fault?.kind === '500_after' ? answerOf(brokenAfter(), request.requestId) : answer
    if (keyed) remember(this.world, keyed, sent, request.requestId)
    return sent
  }

  /** Runs the route. A declined card keeps what it wrote; any other refusal takes the transaction back. */
  private perform(account: string, request: ApiRequest, key: string | null): Answer {
    const found = this.router.find(request.method, request.path)
    if (!found) throw unknownUrl(request)
    const params = decodeForm(request.method === 'POST' ? request.body : request.query)
    this.world.cause = request.method === 'GET' ? NO_CAUSE : { id: request.requestId, idempotency_key: key }
    try {
      const call = { world: this.world, account, params, ids: found.ids }
      const { body, expand } = request.method === 'GET' ? found.route.run(call) : byTestClock(call, found.route)
      expandAll(this.world, account, body, expand)
      return { status: 200, body: JSON.stringify(body, null, 2), headers: {} }
    } catch (error) {
      if (error instanceof Failure && error.spec.commits) return answerOf(error, request.requestId)
      throw error
    } finally {
      this.world.cause = NO_CAUSE
    }
  }

  private echo(request: ApiRequest, account: string | null, answer: Answer): Record<string, string> {
    const key = text(request.headers['idempotency-key'])
    const stripeAccount = account !== null && account !== this.world.platform ? account : undefined
    return {
      'Content-Type': 'application/json',
      'Request-Id': request.requestId,
      'Stripe-Version': text(request.headers['stripe-version']) ?? API_VERSION,
      ...(key !== undefined &&
        request.method === 'POST' && { 'Idempotency-Key': key, 'Original-Request': request.requestId }),
      ...(stripeAccount !== undefined && { 'Stripe-Account': stripeAccount }),
      ...answer.headers,
    }
  }
}

const NO_CAUSE = { id: null, idempotency_key: null }

const answerOf = (failure: Failure, requestId: string): Answer => ({
  status: failure.spec.status,
  body: JSON.stringify(failure.envelope(requestId), null, 2),
  headers: failure.spec.headers ?? {},
})

/** A mistake of the sandbox itself: told in the envelope, and loudly on the error stream. */
function ownFault(thrown: unknown, { method, path }: ApiRequest): Failure {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  process.stderr.write(`The Stripe sandbox failed at ${method} ${path}: ${detail}\n`)
  return new Failure({ status: 500, type: 'api_error', message: `The sandbox itself failed: ${String(thrown)}` })
}

const unknownUrl = ({ method, path }: ApiRequest) =>
  new Failure({
    status: 404,
    type: 'invalid_request_error',
    code: 'url_invalid',
    message: `Unrecognized request URL (${method}: ${path}). The sandbox does not know this call.`,
  })

const brokenBefore = () =>
  new Failure({
    status: 500,
    type: 'api_error',
    message: 'An unknown error occurred (nothing was done).',
    remembered: true,
  })

const brokenAfter = () => new Failure({ status: 500, type: 'api_error', message: 'An unknown error occurred.' })

/** Plain limits say nothing about a retry, and the SDK then makes none. */
const rateLimited = (reason: string, shouldRetry: boolean | undefined) =>
  new Failure({
    status: 429,
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded.',
    headers: {
      'Stripe-Rate-Limited-Reason': reason,
      ...(shouldRetry !== undefined && { 'Stripe-Should-Retry': String(shouldRetry) }),
    },
  })

/** Faults that hit before the request is looked at. */
function failBefore(fault: Fault | undefined): void {
  if (fault?.kind === '429') throw rateLimited(fault.reason, fault.shouldRetry)
  if (fault?.kind === 'lock_timeout') {
    throw new Failure({
      status: 429,
      type: 'invalid_request_error',
      code: 'lock_timeout',
      message:
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
      headers: { 'Stripe-Should-Retry': String(fault.shouldRetry ?? true) },
    })
  }
  if (fault?.kind === '409') {
    throw new Failure({
      status: 409,
      type: 'api_error',
      code: 'conflict',
      message: 'The request conflicts with another request.',
    })
  }
  if (fault?.kind === '503')
    throw new Failure({ status: 503, type: 'api_error', message: 'The service is unavailable.' })
  if (fault?.kind === 'reset_before') throw new Failure({ status: 500, type: 'api_error', message: 'Connection lost.' })
}
