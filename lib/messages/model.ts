import { z } from 'zod'

/** Words of messages that the screens share, and the waiting times between tries. Pure. */

export const MESSAGE_STATES = [
  'queued',
  'sending',
  'failed',
  'unknown',
  'dead',
  'bounced',
  'suppressed',
  'sent',
  'canceled',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }

const LOOKS: Readonly<Record<MessageState, Look>> = {
  queued: { word: 'queued', tone: 'wait' },
  sending: { word: 'sending', tone: 'wait' },
  failed: { word: 'failed, tried again', tone: 'warn' },
  unknown: { word: 'unknown', tone: 'warn' },
  dead: { word: 'given up', tone: 'bad' },
  sent: { word: 'sent', tone: 'good' },
  bounced: { word: 'bounced', tone: 'bad' },
  suppressed: { word: 'suppressed', tone: 'warn' },
  canceled: { word: 'canceled', tone: 'plain' },
}

export const messageLook = (state: MessageState): Look => LOOKS[state]

/** Every kind of message that there is. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  'mail.send': 'Mail',
  'mail.sign_in': 'Link to sign in',
  'slack.post': 'Post in Slack',
  'mail.invitation': 'Invitation to sell',
  'gl.quickbooks': 'Journal for QuickBooks',
  'gl.xero': 'Journal for Xero',
  'ticket.create': 'New ticket outside',
  'ticket.comment': 'Comment on a ticket outside',
  'ticket.state': 'Status of a ticket outside',
}

export const MESSAGE_KINDS: readonly string[] = Object.keys(KIND_WORDS)

/** What a kind of message is called. */
export const messageKindWord = (kind: string): string => KIND_WORDS[kind] ?? kind.replaceAll(/[._]/g, ' ')

const newIssue = z.object({ title: z.string(), text: z.string() })

/** What a message says, for people: a ticket travels with more than its words, a journal as the form of its system. */
export function messageText(kind: string, body: string): string {
  if (kind.startsWith('gl.')) return JSON.stringify(JSON.parse(body), null, 2)
  if (kind !== 'ticket.create') return body
  const { title, text } = newIssue.parse(JSON.parse(body))
  return `${title}\n\n${text}`
}

/** Whether a person may have it sent again, or end it: nothing is under way and it has not arrived. */
export const canRetry = (state: MessageState): boolean =>
  (['failed', 'dead', 'unknown', 'canceled', 'bounced', 'suppressed'] as const).some((one) => one === state)
export const canCancel = (state: MessageState): boolean =>
  state === 'queued' || state === 'failed' || state === 'unknown'

/** Tries in all before a person has to look. */
export const ATTEMPTS_MAX = 12

const FIRST_WAIT_MS = 15_000
const WAIT_MAX_MS = 6 * 3_600_000

/**
 * Milliseconds until the next try: doubling, at most six hours, and of that between a half and the whole, by chance, so that
 * messages which failed together do not come back together.
 */
export function waitAfter(attempts: number, chance: number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), WAIT_MAX_MS)
  return Math.round(whole / 2 + (whole / 2) * chance)
}
