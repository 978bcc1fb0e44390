import { clock } from '#lib/platform/clock.ts'
import { assertNoTransaction } from '#lib/platform/db.ts'
import { type Answer, type Failure, GONE } from './tracker.ts'

type Asking = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What came back, whatever its status. */
export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
  readonly text: string
}

const TIMEOUT_MS = 30_000
/** Names under which the four systems give a request's id. */
const REQUEST_IDS = ['x-request-id', 'x-zendesk-request-id', 'atl-traceid', 'x-arequestid', 'x-asana-request-id']
/** The connection was never made, so nothing can have happened. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** Sends one request with a JSON body and reads the answer. A lost answer to a write is unknown; to a read it is tried again. */
export async function ask({ method, url, headers, body }: Asking): Promise<Reply | Failure> {
  assertNoTransaction('a tracker')
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, json: parsed(text), text }
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string } }
    const said = `${cause?.code ?? name}: ${message}`
    const isHarmless = method === 'GET' || NEVER_SENT.includes(cause?.code ?? '')
    return isHarmless ? { outcome: 'retry', message: said } : { outcome: 'unknown', message: said }
  }
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch (error) {
    return error instanceof SyntaxError ? null : Promise.reject(error)
  }
}

/** Turns an answer into what was asked for by `read`, or into why not. `isWrite`: a fault over there may have done it. */
export function understand<T>(reply: Reply | Failure, isWrite: boolean, read: (json: unknown) => T): Answer<T> {
  if ('outcome' in reply) return reply
  const requestId = requestIdOf(reply.headers)
  const message = `${reply.status}: ${wordsOf(reply)}`
  if (reply.status >= 200 && reply.status < 300) {
    try {
      return { outcome: 'ok', value: read(reply.json), requestId }
    } catch (error) {
      // It happened, but what it is called cannot be read out of the answer.
      const said = `The answer has another shape than documented (${String(error).slice(0, 200)}).`
      return { outcome: isWrite ? 'unknown' : 'retry', message: said, requestId }
    }
  }
  if (reply.status === 429) return rateLimited(reply, message)
  if (reply.status === 401 || reply.status === 403) {
    return { outcome: 'retry', message: `${message} Check the token and what it may do.`, requestId, everybody: true }
  }
  if ([408, 409, 423, 425].includes(reply.status)) return { outcome: 'retry', message, requestId }
  if (reply.status < 500) return { outcome: 'refused', message, requestId }
  const pause = retryAfterMs(reply.headers)
  if (isWrite && reply.status !== 503) return { outcome: 'unknown', message, requestId }
  return { outcome: 'retry', message, requestId, ...(pause === undefined ? {} : { retryAfterMs: pause }) }
}

/** As `understand` for a read, where "not found" is an answer. */
export function understandRead<T>(reply: Reply | Failure, read: (json: unknown) => T): Answer<T | typeof GONE> {
  if (!('outcome' in reply) && (reply.status === 404 || reply.status === 410)) {
    return { outcome: 'ok', value: GONE, requestId: requestIdOf(reply.headers) }
  }
  return understand<T | typeof GONE>(reply, false, read)
}

/** The other side wants a pause: everything of the kind waits as long as it says. */
export function rateLimited(reply: Reply, message: string): Failure {
  const pause = retryAfterMs(reply.headers) ?? 60_000
  return { outcome: 'retry', message, requestId: requestIdOf(reply.headers), retryAfterMs: pause, everybody: true }
}

export const requestIdOf = (headers: Headers): string =>
  REQUEST_IDS.map((name) => headers.get(name)).find((value) => value !== null && value !== '') ?? ''

/** RFC 9110: seconds, or a date; Linear says the instant its window ends, in milliseconds since 1970. */
function retryAfterMs(headers: Headers): number | undefined {
  const after = headers.get('retry-after')
  const now = clock.wall().getTime()
  if (after !== null && /^\d+$/.test(after)) return Number(after) * 1_000
  const until = after === null ? Number(headers.get('x-ratelimit-requests-reset') ?? Number.NaN) : Date.parse(after)
  return Number.isNaN(until) ? undefined : Math.max(0, until - now)
}

/** The sentences of an error, whichever of the four wrote it. */
function wordsOf({ json, text }: Reply): string {
  const found: string[] = []
  const walk = (part: unknown, depth: number): void => {
    if (typeof part === 'string') found.push(part)
    else if (Array.isArray(part)) for (const item of part) walk(item, depth + 1)
    else if (part !== null && typeof part === 'object' && depth < 4) {
      for (const [key, value] of Object.entries(part)) {
        if (/^(errors?|errorMessages|messages?|description|details|title)$/i.test(key) || depth > 0)
          walk(value, depth + 1)
      }
    }
  }
  walk(json, 0)
  return (found.length > 0 ? found.join('; ') : text).replaceAll(/\s+/g, ' ').slice(0, 400) || 'no words'
}
