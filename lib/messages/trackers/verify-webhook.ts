import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Tracker } from './tracker.ts'

type Webhook = {
  readonly system: Tracker['name']
  readonly headers: Headers
  /** The very bytes that came. */
  readonly body: string
  readonly secret: string
  /** Real time: signatures keep it. */
  readonly now: Date
}

const FRESH_MS = 5 * 60_000

/**
 * Whether a webhook is the system's own and new.
 *
 * Jira: X-Hub-Signature, `sha256=` and the hex HMAC-SHA256 of the body. Linear: Linear-Signature, the hex HMAC-SHA256 of the
 * body, which holds webhookTimestamp in milliseconds (linear.app/developers/webhooks). Zendesk: X-Zendesk-Webhook-Signature, the
 * base64 HMAC-SHA256 of timestamp and body (developer.zendesk.com/documentation/event-connectors/webhooks/verifying). Asana
 * begins with a handshake that needs a public address at the time of asking; it is polled instead.
 */
export function isGenuine({ system, headers, body, secret, now }: Webhook): boolean {
  const hmac = (text: string, form: 'hex' | 'base64') => createHmac('sha256', secret).update(text).digest(form)
  if (system === 'jira') return isSame(headers.get('x-hub-signature'), `sha256=${hmac(body, 'hex')}`)
  if (system === 'linear') {
    if (!isSame(headers.get('linear-signature'), hmac(body, 'hex'))) return false
    const sent = z.object({ webhookTimestamp: z.number() }).safeParse(parsed(body))
    return sent.success && isFresh(sent.data.webhookTimestamp, now)
  }
  if (system === 'zendesk') {
    const timestamp = headers.get('x-zendesk-webhook-signature-timestamp') ?? ''
    const isOwn = isSame(headers.get('x-zendesk-webhook-signature'), hmac(timestamp + body, 'base64'))
    return isOwn && isFresh(Date.parse(timestamp), now)
  }
  return false
}

const jiraBody = z.object({ issue: z.object({ id: z.string() }) })
const linearBody = z.object({ type: z.literal('Issue'), data: z.object({ id: z.string() }) })
const zendeskBody = z.object({ detail: z.object({ id: z.union([z.string(), z.number()]) }) })

/** The id of the issue a webhook is about; null when it is about something else. What else it says is not believed: it is read. */
export function issueIn(system: Tracker['name'], body: string): string | null {
  const json = parsed(body)
  if (system === 'jira') return jiraBody.safeParse(json).data?.issue.id ?? null
  if (system === 'linear') return linearBody.safeParse(json).data?.data.id ?? null
  if (system === 'zendesk') return zendeskBody.safeParse(json).data?.detail.id.toString() ?? null
  return null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isFresh = (sentMs: number, now: Date) => Math.abs(now.getTime() - sentMs) <= FRESH_MS

function isSame(given: string | null, expected: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
