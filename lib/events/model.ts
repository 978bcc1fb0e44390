/** received: waits for the worker · mirrored: its object is kept · ignored: nothing to keep · parked: a person looks · failed: tried often enough */
export const EVENT_STATES = ['received', 'mirrored', 'ignored', 'parked', 'failed'] as const

export type EventState = (typeof EVENT_STATES)[number]

/** The entity whose inbox it is. */
export type InboxEntity = { readonly id: string; readonly livemode: boolean; readonly stripeAccount: string }

/** An event is tried this often before it waits for a person. */
export const ATTEMPTS_MAX = 16

const RETRY_FIRST_MS = 2_000
const RETRY_MAX_MS = 3_600_000

/** How long to wait after this many attempts: doubling, up to an hour, with up to a quarter of jitter (0 ≤ random < 1). */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.max(0, attempts - 1))
  return Math.round(full * (0.75 + random / 4))
}

type EventLook = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }

const LOOKS: Readonly<Record<EventState, EventLook>> = {
  received: { word: 'waiting', tone: 'wait' },
  mirrored: { word: 'mirrored', tone: 'good' },
  ignored: { word: 'ignored', tone: 'plain' },
  parked: { word: 'parked', tone: 'warn' },
  failed: { word: 'failed', tone: 'bad' },
}

/** How a state reads on a screen. */
export const eventLook = (state: EventState): EventLook => LOOKS[state]
