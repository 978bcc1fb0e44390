import type { Delivery } from '#lib/messages/courier.ts'
import { assertNoTransaction } from '#lib/platform/db.ts'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly requestId: string
  readonly retryAfterMs: number | null
}

const ANSWER_MS = 30_000

type Asking = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Header in which the other side names the request. */
  readonly requestIdHeader: string
}

/** Asks another system; throws when no whole answer came. */
export async function ask({ url, method, headers, body, requestIdHeader }: Asking): Promise<Answer> {
  assertNoTransaction(`${method} ${new URL(url).pathname}`)
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(ANSWER_MS),
    redirect: 'error',
  })
  const after = response.headers.get('retry-after') ?? ''
  return {
    status: response.status,
    text: await response.text(),
    requestId: response.headers.get(requestIdHeader) ?? '',
    retryAfterMs: /^\d{1,5}$/.test(after) ? Number(after) * 1_000 : null,
  }
}

const SHOWN_CHARACTERS = 300

/** What an answer that is no success means: too busy and signed out are tried again, the rest a person looks at. */
export function failure({ status, text, requestId, retryAfterMs }: Answer, system: string): Delivery {
  const shown = text.slice(0, SHOWN_CHARACTERS)
  const message = `${system} answered ${status}: ${shown}`
  if (status === 401 || status === 403)
    return { outcome: 'retry', message: `${system} refuses the access token (${status}).`, requestId, everybody: true }
  if (status === 429)
    return { outcome: 'retry', message, requestId, retryAfterMs: retryAfterMs ?? 60_000, everybody: true }
  if (status >= 500) return { outcome: 'unknown', message, requestId }
  return { outcome: 'refused', message, requestId }
}
