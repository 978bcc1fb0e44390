import type { Courier, Delivery, Outgoing } from '../courier.ts'
import { ask, rateLimited, requestIdOf } from '../trackers/ask.ts'

/** What Slack takes at most in a header and in a section (docs.slack.dev, Block Kit). */
const HEADER_MAX = 150
const SECTION_MAX = 3_000

/**
 * Posts into a channel by an incoming webhook (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). The address is the
 * secret: it is never told. A webhook posts again what is sent twice and cannot be asked, so a lost answer is unknown.
 */
export function slackCourier({ url }: { readonly url: string }): Courier {
  return {
    send: async (message) => understood(await ask({ method: 'POST', url, headers: {}, body: blocksOf(message) })),
  }
}

/** A header, the words, nothing else. All of it is text: names from outside mention nobody and link nowhere. */
export function blocksOf({ subject, body }: Pick<Outgoing, 'subject' | 'body'>) {
  return {
    text: escaped(subject),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(subject, HEADER_MAX), emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: cut(escaped(body), SECTION_MAX), verbatim: true } },
    ],
  }
}

/** The three characters that Slack reads as its own; without them nothing mentions anybody. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/&[a-z]*$/, '')}…`.toWellFormed()

function understood(reply: Awaited<ReturnType<typeof ask>>): Delivery {
  if ('outcome' in reply) return reply
  const requestId = requestIdOf(reply.headers)
  const message = `${reply.status} ${reply.text.replaceAll(/\s+/g, ' ').slice(0, 200)}`.trim()
  if (reply.status >= 200 && reply.status < 300) return { outcome: 'delivered', remoteId: 'Slack', requestId }
  if (reply.status === 429) return rateLimited(reply, message)
  if (reply.status >= 500 || reply.status === 408) return { outcome: 'retry', message, requestId }
  return { outcome: 'refused', message, requestId }
}
