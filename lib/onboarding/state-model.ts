/** How far a seller is on the way in: each state says what it waits for. Pure. */

export const STATES = ['invited', 'accepted', 'account', 'contract', 'checks', 'review', 'live', 'revoked'] as const
export type State = (typeof STATES)[number]

/** With what is told by the clock: an invitation that nobody accepted in time. */
export const SHOWN_STATES = [...STATES, 'expired'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

/** States in which somebody still has to do something, in their order. */
export const OPEN_STATES = ['invited', 'accepted', 'account', 'contract', 'checks', 'review'] as const

/** What is so now; a later one does not count while an earlier one is missing. */
export type Progress = {
  readonly isRevoked: boolean
  readonly isAccepted: boolean
  /** There is an account at Stripe. */
  readonly hasAccount: boolean
  /** Stripe lets it charge and be paid out. */
  readonly isReady: boolean
  readonly isAgreed: boolean
  /** No check is open. */
  readonly isChecked: boolean
  /** Every first payment that has to be looked at was. */
  readonly isReviewed: boolean
  /** A payout reached the bank. */
  readonly isPaid: boolean
}

/** What somebody on the way in waits for. Who was live once stays so: what happens then is health's business. */
export function stateOf(progress: Progress, before: State): State {
  if (before === 'live') return 'live'
  if (progress.isRevoked) return 'revoked'
  if (!progress.isAccepted) return 'invited'
  if (!progress.hasAccount) return 'accepted'
  if (!progress.isReady) return 'account'
  if (!progress.isAgreed) return 'contract'
  if (!progress.isChecked) return 'checks'
  return progress.isReviewed && progress.isPaid ? 'live' : 'review'
}

export type Actor = 'seller' | 'us' | 'stripe' | 'nobody'

type Look = {
  readonly word: string
  readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain'
  /** What it waits for, as a sentence. */
  readonly waits: string
  readonly who: Actor
}

const LOOKS: Readonly<Record<ShownState, Look>> = {
  invited: { word: 'invited', tone: 'wait', waits: 'The seller has not accepted the invitation.', who: 'seller' },
  expired: { word: 'expired', tone: 'warn', waits: 'The link ran out before it was used: send it again.', who: 'us' },
  accepted: { word: 'opening the account', tone: 'wait', waits: 'Stripe has not opened the account yet.', who: 'us' },
  account: { word: 'at Stripe', tone: 'wait', waits: 'Stripe wants more from the seller.', who: 'seller' },
  contract: { word: 'terms', tone: 'wait', waits: 'The seller has not accepted the terms.', who: 'seller' },
  checks: { word: 'checks', tone: 'warn', waits: 'Something was found that nobody has settled.', who: 'us' },
  review: { word: 'first payout', tone: 'wait', waits: 'The first sales and the first payout are to come.', who: 'us' },
  live: { word: 'live', tone: 'good', waits: '', who: 'nobody' },
  revoked: { word: 'revoked', tone: 'plain', waits: '', who: 'nobody' },
}

export const stateLook = (state: ShownState): Look => LOOKS[state]

export const shownState = (state: State, expiresAt: Date, at: Date): ShownState =>
  state === 'invited' && expiresAt <= at ? 'expired' : state

/** Days after which somebody in a state counts as stuck. */
const STUCK_DAYS: Readonly<Record<(typeof OPEN_STATES)[number], number>> = {
  invited: 5,
  accepted: 1,
  account: 4,
  contract: 4,
  checks: 2,
  review: 21,
}

const DAY_MS = 86_400_000

export const daysSince = (since: Date, at: Date): number =>
  Math.max(0, Math.floor((at.getTime() - since.getTime()) / DAY_MS))

/** Whether somebody has been in a state for longer than it should take. */
export function isStuck(state: ShownState, since: Date, at: Date): boolean {
  if (state === 'expired') return true
  const open = OPEN_STATES.find((one) => one === state)
  return open !== undefined && daysSince(since, at) >= STUCK_DAYS[open]
}
