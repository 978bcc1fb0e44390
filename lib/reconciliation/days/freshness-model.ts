/** How fresh a source is, in words and limits that screens and the command line share. Pure. */

export const FRESHNESS = ['fresh', 'late', 'silent', 'never'] as const
export type Freshness = (typeof FRESHNESS)[number]

type Tone = 'good' | 'warn' | 'bad' | 'plain'

const TONES: Readonly<Record<Freshness, Tone>> = { fresh: 'good', late: 'warn', silent: 'bad', never: 'plain' }

export const freshnessTone = (state: Freshness): Tone => TONES[state]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

type Kind = {
  readonly label: string
  /** How often it is expected, in words. */
  readonly expected: string
  /** Younger is fresh; older than the second is silent; between them late. Milliseconds. */
  readonly freshMs: number
  readonly silentMs: number
  /** What to do when it is not fresh. */
  readonly remedy: string
  readonly href: string
}

/** Days count from the beginning of the day a source speaks of, so a statement of yesterday is fresh all of today and tomorrow. */
export const SOURCES = {
  worker: {
    label: 'Worker',
    expected: 'every 5 seconds',
    freshMs: 30_000,
    silentMs: 5 * MINUTE_MS,
    remedy: 'Start the worker: without it nothing is read, posted or executed.',
    href: '/events',
  },
  events: {
    label: 'Events from Stripe',
    expected: 'every day',
    freshMs: DAY_MS,
    silentMs: 3 * DAY_MS,
    remedy: 'Look whether the webhook endpoint is enabled at Stripe; the sweep reads what is missed meanwhile.',
    href: '/events',
  },
  balance_transactions: {
    label: 'Balance transactions',
    expected: 'every 10 minutes',
    freshMs: 30 * MINUTE_MS,
    silentMs: 6 * HOUR_MS,
    remedy: 'Look whether the worker runs and Stripe answers; the key may have been revoked.',
    href: '/backfill',
  },
  payouts: {
    label: 'Payouts',
    expected: 'every 10 minutes',
    freshMs: 30 * MINUTE_MS,
    silentMs: 6 * HOUR_MS,
    remedy: 'Look whether the worker runs and Stripe answers.',
    href: '/payouts',
  },
  balance: {
    label: 'Stripe’s balance',
    expected: 'every 15 minutes',
    freshMs: HOUR_MS,
    silentMs: 6 * HOUR_MS,
    remedy: 'Check the books now; a balance that moves all the time is read again at the next check.',
    href: '/ledger/invariants',
  },
  bank: {
    label: 'Bank statements',
    expected: 'every business day',
    freshMs: 4 * DAY_MS,
    silentMs: 8 * DAY_MS,
    remedy: 'Import the statements since then.',
    href: '/bank/import',
  },
  records: {
    label: 'Order records',
    expected: 'every day',
    freshMs: 3 * DAY_MS,
    silentMs: 8 * DAY_MS,
    remedy: 'Import what the order system sold since then, or look whether it still sends.',
    href: '/bank/records',
  },
  rates: {
    label: 'Rates',
    expected: 'every month',
    freshMs: 35 * DAY_MS,
    silentMs: 65 * DAY_MS,
    remedy: 'Upload the rates of the last day of the month, on the close of that month.',
    href: '/close',
  },
} as const satisfies Record<string, Kind>

export type SourceKind = keyof typeof SOURCES

export type SourceState = {
  readonly kind: SourceKind
  readonly label: string
  readonly expected: string
  readonly state: Freshness
  /** The instant, or the day, it was last heard of; null for never. */
  readonly seenAt: string | null
  /** What to do; empty while it is fresh. */
  readonly remedy: string
  readonly href: string
}

type Heard = { readonly kind: SourceKind; readonly seenAt: string | null; readonly detail?: string; readonly now: Date }

/** What is known about a source, put into a word. `seenAt` is an ISO instant or day. */
export function sourceState({ kind, seenAt, detail = '', now }: Heard): SourceState {
  const { label, expected, freshMs, silentMs, remedy, href } = SOURCES[kind]
  const state = freshnessOf(seenAt, now, freshMs, silentMs)
  return {
    kind,
    label: detail === '' ? label : `${label}: ${detail}`,
    expected,
    state,
    seenAt,
    remedy: state === 'fresh' ? '' : remedy,
    href,
  }
}

function freshnessOf(seenAt: string | null, now: Date, freshMs: number, silentMs: number): Freshness {
  if (seenAt === null) return 'never'
  const age = now.getTime() - Date.parse(seenAt)
  if (age <= freshMs) return 'fresh'
  return age <= silentMs ? 'late' : 'silent'
}
