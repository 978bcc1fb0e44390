/** Words and limits of the inbox that screens and stores share. Pure. */

export const CHANNELS = ['mail', 'api', 'ticket'] as const
export type Channel = (typeof CHANNELS)[number]

export const SIDES = ['buyer', 'seller', 'unknown'] as const
export type Side = (typeof SIDES)[number]

export const ENDINGS = ['answered', 'settled_itself', 'not_a_question'] as const
export type Ending = (typeof ENDINGS)[number]

export const LINK_STATES = ['linked', 'proposed', 'none'] as const
export type LinkState = (typeof LINK_STATES)[number]

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }

export const LINK_WORDS: Readonly<Record<LinkState, Look>> = {
  linked: { word: 'linked', tone: 'good' },
  proposed: { word: 'proposed', tone: 'warn' },
  none: { word: 'not linked', tone: 'plain' },
}

type Standing = {
  readonly state: 'open' | 'closed'
  readonly waitingSince: string | null
  readonly snoozedUntil: string | null
  readonly isReplyWaiting: boolean
}

/** How a conversation stands at an instant, in a word. */
export function conversationLook({ state, waitingSince, snoozedUntil, isReplyWaiting }: Standing, now: string): Look {
  if (state === 'closed') return { word: 'closed', tone: 'good' }
  if (snoozedUntil !== null && snoozedUntil > now) return { word: 'put aside', tone: 'plain' }
  if (isReplyWaiting) return { word: 'answer needs approval', tone: 'warn' }
  return waitingSince === null ? { word: 'answered', tone: 'good' } : { word: 'waiting', tone: 'wait' }
}

/** Which conversations the list shows: those that wait for us unless asked otherwise. */
export const VIEWS = ['waiting', 'open', 'snoozed', 'closed', 'all'] as const
export type View = (typeof VIEWS)[number]

export const VIEW_WORDS: Readonly<Record<View, string>> = {
  waiting: 'waiting for an answer',
  open: 'open',
  snoozed: 'put aside',
  closed: 'closed',
  all: 'any',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { mail: 'mail', api: 'other system', ticket: 'ticket' }

export const SIDE_WORDS: Readonly<Record<Side | 'us', string>> = {
  buyer: 'buyer',
  seller: 'seller',
  unknown: 'not known',
  us: 'we',
}

export const ENDING_WORDS: Readonly<Record<Ending, string>> = {
  answered: 'A person answered it',
  settled_itself: 'It settled itself, nobody had to answer',
  not_a_question: 'It was no question (an advertisement, a thank-you)',
}

/** A mail larger than this is not read. */
export const MAIL_BYTES_MAX = 26_214_400
/** Characters of one message that are kept. */
export const TEXT_MAX = 100_000
/** Files of one message, and how large each may be. */
export const FILES_MAX = 20
export const FILE_BYTES_MAX = 10_485_760

/** The address part by which an answer comes back to its conversation: `anything+cvs_…@our.domain`. */
export const conversationIn = (address: string): string | null => /\+(cvs_[0-9a-z]{26})@/.exec(address)?.[1] ?? null

/** The message of our outbox that a Message-ID of ours names: `msg_…@our.domain`. */
export const outboxMessageIn = (messageId: string): string | null => /^(msg_[0-9a-z]{26})@/.exec(messageId)?.[1] ?? null

/** What a mail is taken once for: its Message-ID and who sent it, so that nobody takes the place of somebody else's. */
export const mailKey = (messageId: string, from: string): string => `${messageId} ${from}`
