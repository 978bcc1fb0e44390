import type { Sql } from '#lib/platform/db.ts'
import type { KeptMail } from './templates/catalogue.ts'

/** A message as it is handed to whoever delivers it. */
export type Outgoing = {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly onceKey: string
  readonly createdAt: Date
  /** This try counted. */
  readonly attempts: number
  /** What the mail is written again from; nothing for other messages and for plain text. */
  readonly mail?: KeptMail | null
  /** Of which kind of mail one may unsubscribe; empty or absent for what is always sent. */
  readonly category?: string
}

export type Delivered = {
  readonly outcome: 'delivered'
  /** What the other side calls it. */
  readonly remoteId: string
  readonly remoteUrl?: string
  /** The other side's id of the request. */
  readonly requestId?: string
  /** Writes what follows from it, in the transaction that notes the delivery. */
  readonly record?: (tx: Sql, at: Date) => Promise<void>
}

export type Delivery =
  | Delivered
  /** The other side will never take it as it is. */
  | {
      readonly outcome: 'refused'
      readonly message: string
      readonly requestId?: string
      /** Writes what follows from it, in the transaction that notes the refusal. */
      readonly record?: (tx: Sql, at: Date) => Promise<void>
    }
  /** It surely did not happen, and may work later. `everybody`: nothing else of this kind needs to be tried sooner. */
  | {
      readonly outcome: 'retry'
      readonly message: string
      readonly requestId?: string
      readonly retryAfterMs?: number
      readonly everybody?: boolean
    }
  /** It may have happened: the answer was lost. */
  | { readonly outcome: 'unknown'; readonly message: string; readonly requestId?: string }

/**
 * Delivers one kind of message. Runs outside any transaction and never throws for an answer it understands; whatever it
 * throws counts as unknown.
 */
export type Courier = {
  readonly send: (message: Outgoing, at: Date) => Promise<Delivery>
  /** The other side does what is sent twice under one message id once: a try whose end nobody knows may be repeated. */
  readonly isIdempotent?: boolean
  /** Asks the other side whether an earlier try arrived; null when it did not. May throw when it cannot tell. */
  readonly lookUp?: (message: Outgoing) => Promise<Delivered | null>
  /** How long after a lost answer the other side can be asked at the earliest. */
  readonly lookUpAfterMs?: number
}

/** Which courier delivers which kind. The pipeline brings them. */
export type Couriers = Readonly<Record<string, Courier>>
