export const ALERT_KINDS = [
  'low_score',
  'volume_jump',
  'refund_burst',
  'new_bank',
  'shared_bank',
  'ticket_size',
  'cash_out',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]
export type DetectorKey = Exclude<AlertKind, 'low_score'>
export const DETECTOR_KEYS = ALERT_KINDS.filter((kind): kind is DetectorKey => kind !== 'low_score')

type KindWords = {
  readonly name: string
  readonly words: string
  /** What somebody here should do. */
  readonly action: string
  /** What the seller must do so that a hold is lifted; it says nothing of what was suspected. */
  readonly sellerMust: string
}

/** Every kind of alert: what it means, and what to do about it. */
export const KINDS: Readonly<Record<AlertKind, KindWords>> = {
  low_score: {
    name: 'Low score',
    words: 'The seller’s health fell to where somebody should look.',
    action: 'Look at what takes the most points, and write to the seller about it.',
    sellerMust: 'Answer what we ask about the account.',
  },
  volume_jump: {
    name: 'Volume jump',
    words: 'Sales of a week are several times the usual, beside everybody else’s.',
    action: 'Look at the largest orders and at who bought. Hold the money until the goods are on their way.',
    sellerMust: 'Show that the goods of this week’s orders are on their way.',
  },
  refund_burst: {
    name: 'Refund burst',
    words: 'Much more goes back to buyers than usual.',
    action: 'Ask the seller what happened, and hold the money while buyers may still ask for theirs.',
    sellerMust: 'Tell us why buyers got their money back.',
  },
  new_bank: {
    name: 'New bank account',
    words: 'An established seller is suddenly paid out elsewhere.',
    action:
      'Ask the seller by the phone number that is known whether the new account is theirs, before money goes there.',
    sellerMust: 'Confirm the new bank account.',
  },
  shared_bank: {
    name: 'Shared bank account',
    words: 'Two sellers are paid out to the same bank account.',
    action: 'Find out whether both are the same people. Hold them when nobody can say.',
    sellerMust: 'Name a bank account of your own, or show that both accounts are yours.',
  },
  ticket_size: {
    name: 'Ticket size',
    words: 'An order is worth several times what this seller’s orders are worth.',
    action: 'Look at the orders of the week: other goods than before, or somebody else’s cards.',
    sellerMust: 'Tell us what was sold in the largest orders of this week.',
  },
  cash_out: {
    name: 'Cash-out at once',
    words: 'The seller takes out by hand several times what its payouts usually are.',
    action: 'Look at what the money came from. Hold what comes next until it is understood.',
    sellerMust: 'Answer what we ask about the last payouts.',
  },
}

export const ALERT_STATES = ['open', 'snoozed', 'closed'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** Which states a list shows: what somebody has to do, unless asked otherwise. */
export const ALERT_VIEWS = ['open', 'snoozed', 'closed', 'all'] as const
export type AlertView = (typeof ALERT_VIEWS)[number]

export const VERDICTS = ['right', 'wrong'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Who holds an alert, as a list is filtered. */
export const OWNER_VIEWS = ['me', 'nobody'] as const
export type OwnerView = (typeof OWNER_VIEWS)[number]

export const alertLook = (state: AlertState): { readonly word: string; readonly tone: 'warn' | 'wait' | 'good' } =>
  ({
    open: { word: 'open', tone: 'warn' },
    snoozed: { word: 'snoozed', tone: 'wait' },
    closed: { word: 'closed', tone: 'good' },
  })[state] as { word: string; tone: 'warn' | 'wait' | 'good' }

/** Where what is watched stands: at or past the line that raises, at or past the one that clears, or in between. */
export type Level = 'raise' | 'between' | 'clear'

/** A score between its two lines. */
export function levelOfScore(score: number, { raiseAt, clearAt }: { raiseAt: number; clearAt: number }): Level {
  if (score <= raiseAt) return 'raise'
  return score >= clearAt ? 'clear' : 'between'
}

/** The newest alert of a seller and kind, as far as it decides what comes next. */
export type Standing = {
  readonly state: AlertState
  readonly snoozedUntil: Date | null
  /** Closed by a person while what raised it went on: it is not raised again before that was gone. */
  readonly isCauseOpen: boolean
}

/**
 * What a look at a seller does to its alert. raise: a new one; return: snoozed long enough, and still bad; gone: it closes by itself;
 * rearm: what a person closed may be raised again; null: nothing.
 */
export type Change = 'raise' | 'return' | 'gone' | 'rearm' | null

export function observe(standing: Standing | null, level: Level, at: Date): Change {
  if (standing === null || standing.state === 'closed') {
    if (standing?.isCauseOpen === true) return level === 'clear' ? 'rearm' : null
    return level === 'raise' ? 'raise' : null
  }
  // Whoever snoozed it is not told before the time, whatever happens meanwhile.
  if (standing.state === 'snoozed' && standing.snoozedUntil !== null && standing.snoozedUntil > at) return null
  if (level === 'clear') return 'gone'
  return standing.state === 'snoozed' ? 'return' : null
}
