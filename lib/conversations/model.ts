/** Words and limits of the inbox that screens and stores share. Pure. */

export type Channel = 'mail' | 'api' | 'ticket'
export type Side = 'buyer' | 'seller' | 'unknown'

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
