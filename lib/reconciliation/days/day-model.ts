/** What a day's proof says, in one shape for screens, signatures and the command line. Pure: every amount is minor units as text. */

/** What moved money on one of the Stripe accounts of the ledger: a posting rule without its version. */
export type Movement = {
  readonly rule: string
  readonly count: string
  readonly inMinor: string
  readonly outMinor: string
}

/** opening + in + out = closing of one Stripe account of the ledger in one currency; out is negative. */
export type CashDay = {
  /** Chart code, see lib/ledger/chart.ts. */
  readonly code: string
  /** What the account is kept per; empty for all but balance types without an account of their own. */
  readonly subject: string
  readonly name: string
  readonly currency: string
  readonly openingMinor: string
  readonly movements: readonly Movement[]
  readonly inMinor: string
  readonly outMinor: string
  readonly closingMinor: string
  /** Closing less opening less movements: anything but zero is a fault in the books. */
  readonly offMinor: string
  /** What Stripe held at the day's end; null while its balance was not read since. */
  readonly stripeMinor: string | null
  /** What Stripe held less closing. */
  readonly differenceMinor: string | null
}

/** Lines of bank statements that name Stripe, booked by the day's end, and matched with nothing. */
export type UnmatchedLines = {
  readonly currency: string
  readonly count: number
  readonly sumMinor: string
  readonly oldestOn: string
}

/** Held and in transit ÷ owed, at the day's end; see lib/ledger/cover-ratio.ts. */
export type Cover = {
  readonly currency: string
  readonly heldMinor: string
  readonly inTransitMinor: string
  readonly owedMinor: string
  /** Basis points; null when nothing is owed. */
  readonly ratioBps: string | null
}

/** The figures of a day: what is signed. */
export type DayFigures = {
  readonly day: string
  readonly timeZone: string
  readonly cash: readonly CashDay[]
  readonly unmatched: readonly UnmatchedLines[]
  readonly cover: readonly Cover[]
}

/** How many lines of the day an account had, and its last line, so that later ones are found. */
export type WatchedAccount = { readonly accountId: string; readonly count: string; readonly lastNo: string }

/** What is kept of a signed day, word for word. */
export type ShownDay = {
  readonly figures: DayFigures
  /** When Stripe's balance was read; null when it was not. */
  readonly readAt: string | null
  readonly watched: readonly WatchedAccount[]
}

type Tone = 'good' | 'warn' | 'bad' | 'wait' | 'plain'
type Look = { readonly word: string; readonly tone: Tone }

export const DAY_STATES = ['running', 'not_signed', 'signed', 'explained', 'changed'] as const
export type DayState = (typeof DAY_STATES)[number]

const LOOKS: Readonly<Record<DayState, Look>> = {
  running: { word: 'not over', tone: 'wait' },
  not_signed: { word: 'not signed', tone: 'plain' },
  signed: { word: 'signed', tone: 'good' },
  explained: { word: 'signed, explained', tone: 'good' },
  changed: { word: 'changed after signing', tone: 'warn' },
}

export const dayLook = (state: DayState): Look => LOOKS[state]

/** Why a day does not add up, one sentence each; none when it does. The caller formats amounts. */
export function openPoints(figures: DayFigures, words: (minor: string, currency: string) => string): readonly string[] {
  return figures.cash.flatMap(({ name, currency, offMinor, differenceMinor }) => {
    if (offMinor !== '0')
      return [`${name}, ${currency}: opening and movements are ${words(offMinor, currency)} off the closing balance.`]
    if (differenceMinor === null) return [`${name}, ${currency}: Stripe’s balance was not read since the day ended.`]
    if (differenceMinor === '0') return []
    const amount = words(differenceMinor.replace('-', ''), currency)
    return [
      differenceMinor.startsWith('-')
        ? `${name}, ${currency}: Stripe held ${amount} less than the books.`
        : `${name}, ${currency}: Stripe held ${amount} more than the books.`,
    ]
  })
}

/** What a posting rule is called where people read it. */
export const ruleWords = (rule: string): string => rule.replaceAll('_', ' ')
