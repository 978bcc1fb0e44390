/** Words and rules of tickets that the screens share. Pure. */

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

export const TICKET_STATES = ['open', 'in_progress', 'resolved'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Subjects that are settled by themselves: what becomes of them closes and opens their tickets, never the other way round. */
const SETTLED_BY_SUBJECT: readonly string[] = ['variance']

export const isSettledBySubject = (subjectKind: string): boolean => SETTLED_BY_SUBJECT.includes(subjectKind)

/** What a list of tickets can be narrowed to; without one, whatever wants work now. */
export const QUEUE_VIEWS = ['open', 'in_progress', 'snoozed', 'resolved', 'all'] as const
export type QueueView = (typeof QUEUE_VIEWS)[number]

/** How many days a ticket may take, unless the entity says otherwise. */
export const SLA_DAYS: Readonly<Record<Priority, number>> = { urgent: 1, high: 2, normal: 5, low: 10 }

/** Ages in whole days since a ticket was opened: from the first number, below the second. */
export const AGE_BUCKETS = {
  '0-1': { label: 'under 2 days', from: 0, below: 2 },
  '2-4': { label: '2 to 4 days', from: 2, below: 5 },
  '5-9': { label: '5 to 9 days', from: 5, below: 10 },
  '10-29': { label: '10 to 29 days', from: 10, below: 30 },
  '30+': { label: '30 days and more', from: 30, below: null },
} as const
export type AgeBucket = keyof typeof AGE_BUCKETS
export const AGE_BUCKET_KEYS = Object.keys(AGE_BUCKETS) as AgeBucket[]

/** When it is due: past its time, within a day, within a week. */
export const DUE_FILTERS = ['overdue', 'today', 'week'] as const
export type DueFilter = (typeof DUE_FILTERS)[number]

const DAY_MS = 86_400_000

/** Which bucket a ticket of this age is in. */
export function ageBucketOf(openedAt: Date, at: Date): AgeBucket {
  const days = Math.floor((at.getTime() - openedAt.getTime()) / DAY_MS)
  return AGE_BUCKET_KEYS.findLast((key) => days >= AGE_BUCKETS[key].from) ?? '0-1'
}

/** When a ticket that is opened at an instant has to be done. */
export function dueFrom(openedAt: Date, days: number): Date {
  return new Date(openedAt.getTime() + days * DAY_MS)
}

type Tone = 'good' | 'warn' | 'bad' | 'wait' | 'plain'
type Look = { readonly word: string; readonly tone: Tone }

const STATE_LOOKS: Readonly<Record<string, Look>> = {
  open: { word: 'open', tone: 'warn' },
  in_progress: { word: 'in progress', tone: 'wait' },
  snoozed: { word: 'snoozed', tone: 'plain' },
  resolved: { word: 'resolved', tone: 'good' },
}

/** Word and tone of a state; a snoozed ticket says so instead of open. */
export const ticketLook = (state: string): Look => STATE_LOOKS[state] ?? { word: state, tone: 'plain' }

const PRIORITY_LOOKS: Readonly<Record<string, Look>> = {
  urgent: { word: 'urgent', tone: 'bad' },
  high: { word: 'high', tone: 'warn' },
  normal: { word: 'normal', tone: 'plain' },
  low: { word: 'low', tone: 'plain' },
}

export const priorityLook = (priority: string): Look => PRIORITY_LOOKS[priority] ?? { word: priority, tone: 'plain' }
