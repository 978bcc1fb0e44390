import type { Delivery } from '../courier.ts'

/** A ticket as it is told to the tracker. */
export type NewIssue = {
  /** Our ticket's id: what we find the issue by again. */
  readonly ticketId: string
  readonly title: string
  /** Plain text; an empty line parts paragraphs. */
  readonly text: string
  readonly priority: 'low' | 'normal' | 'high' | 'urgent'
  /** A day. */
  readonly dueOn: string
}

export type RemoteCategory = 'open' | 'in_progress' | 'done'

/** An issue as the tracker says it is. */
export type RemoteIssue = {
  readonly id: string
  /** What people call it: FIN-12, 4711. */
  readonly key: string
  /** Where people look at it. */
  readonly url: string
  /** The tracker's own word. */
  readonly status: string
  readonly category: RemoteCategory
}

export type Failure = Exclude<Delivery, { outcome: 'delivered' }>

/** What a request came to: what was asked for, or why not. */
export type Answer<T> = { readonly outcome: 'ok'; readonly value: T; readonly requestId: string } | Failure

/** What somebody wrote at an issue over there, where people of outside can: never what we wrote ourselves, never an internal note. */
export type RemoteComment = {
  readonly id: string
  /** A lower-case address; empty when it is not told. */
  readonly email: string
  readonly name: string
  /** Somebody of outside wrote it, not one of the operators. */
  readonly isOutside: boolean
  readonly text: string
  readonly at: Date
}

/** The other side has no such object; for reads alone. */
export const GONE = Symbol('gone')

/**
 * A system of tickets outside. Every call is one conversation over the network, outside any transaction. `find…` answers null
 * when the other side surely has no such thing; it fails when it cannot tell.
 */
export type Tracker = {
  readonly name: 'jira' | 'zendesk' | 'asana' | 'linear'
  /** How long after a lost answer the other side's search can be believed. */
  readonly searchLagMs: number
  create(issue: NewIssue, onceKey: string): Promise<Answer<RemoteIssue>>
  findCreated(issue: NewIssue, onceKey: string, since: Date): Promise<Answer<RemoteIssue | null>>
  comment(remoteId: string, text: string, onceKey: string): Promise<Answer<{ readonly id: string }>>
  findComment(remoteId: string, onceKey: string): Promise<Answer<{ readonly id: string } | null>>
  /** Brings the issue into a status of the category; one that is there already stays. */
  moveTo(remoteId: string, category: RemoteCategory): Promise<Answer<RemoteIssue>>
  read(remoteId: string): Promise<Answer<RemoteIssue | typeof GONE>>
  /** The newest hundred comments that people of outside read or wrote, oldest first. Systems where nobody of outside writes have none. */
  readonly comments?: (remoteId: string) => Promise<Answer<readonly RemoteComment[]>>
}

/** The line by which something of ours is found again where the other side takes no key of ours. */
export const markOf = (onceKey: string): string => `[tieout ${onceKey}]`

export type TrackerConfig = {
  readonly url: string
  /** The person whose token it is, where the system asks for both. */
  readonly user: string
  /** Never logged, never shown. */
  readonly token: string
  /** Jira: the project's key. Asana: the project's gid. Linear: the team's id. Zendesk: nothing. */
  readonly project: string
}
