import { DAY } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import type { SellerPart } from './seller-part.ts'

/** How prone a seller is to trouble: most hardly ever, a few again and again. */
export type Character = 'sound' | 'brittle' | 'careless'

/** Where a seller stands in a week. Nobody outside sees it: only what comes of it. */
export type Standing = 'well' | 'slipping' | 'pressed' | 'failing' | 'mending'

type Effect = {
  /** Of the usual orders; a week moves a part of the way there. */
  readonly volume: number
  /** Times the seller's own share of refunds, and the marketplace's share of disputes. */
  readonly refunds: number
  readonly disputes: number
  /** Of the payouts, sent back by the bank. */
  readonly failedPayouts: number
}

export type Mood = Effect

const EFFECTS: Readonly<Record<Standing, Effect>> = {
  well: { volume: 1.03, refunds: 0.8, disputes: 0.4, failedPayouts: 0.003 },
  slipping: { volume: 0.95, refunds: 3.5, disputes: 3, failedPayouts: 0.008 },
  pressed: { volume: 0.7, refunds: 6, disputes: 11, failedPayouts: 0.06 },
  failing: { volume: 0.3, refunds: 6, disputes: 15, failedPayouts: 0.2 },
  mending: { volume: 0.75, refunds: 1.5, disputes: 2, failedPayouts: 0.015 },
}

/** The chance per week of leaving one standing for another; what is left stays. A year of trouble is rare, weeks of it are not. */
const MOVES: Readonly<Record<Exclude<Standing, 'well'>, readonly (readonly [Standing, number])[]>> = {
  slipping: [
    ['pressed', 0.2],
    ['well', 0.1],
  ],
  pressed: [
    ['failing', 0.22],
    ['mending', 0.08],
  ],
  failing: [['mending', 0.12]],
  mending: [['well', 0.2]],
}

/** The chance per week that a seller who is well begins to slip. */
const SLIPS: Readonly<Record<Character, number>> = { sound: 0.003, brittle: 0.02, careless: 0.07 }
const CHARACTERS: readonly [Weighed, ...Weighed[]] = [
  { character: 'sound', weight: 65 },
  { character: 'brittle', weight: 24 },
  { character: 'careless', weight: 11 },
]
type Weighed = { readonly character: Character; readonly weight: number }

const WEEK = 7 * DAY
/** Weeks before the history in which a standing settles. */
const BEFORE = 30
/** How much of the way to its standing's volume a week goes, and how a level wanders that nothing explains. */
const FOLLOWS = 0.35
const KEEPS = 0.94
const WANDERS = 0.07
/** Refunds that are most of the trade would be another trade. */
export const REFUNDED_MAX = 0.35

export type Life = {
  readonly character: Character
  readonly moods: readonly Mood[]
  readonly standings: readonly Standing[]
}

type Span = { readonly seed: number; readonly start: number; readonly end: number }

/** A seller's weeks from the start to the end: a hidden Markov chain of its own, the same for the same seed and seller. */
export function lifeOf({ seed, start, end }: Span, seller: SellerPart): Life {
  const dice = new Dice(seed * 10_079 + hashOf(seller.key))
  const { character } = dice.weighted(CHARACTERS)
  const drawn = seller.isStory ? 'sound' : character
  let standing: Standing = 'well'
  let reached = EFFECTS.well.volume
  let level = 0
  const moods: Mood[] = []
  const standings: Standing[] = []
  const weeks = Math.ceil((end - start) / WEEK) + 1
  for (let week = -BEFORE; week < weeks; week += 1) {
    standing = seller.isStory ? 'well' : next(dice, standing, SLIPS[drawn])
    const effect = EFFECTS[standing]
    reached += (effect.volume - reached) * FOLLOWS
    level = level * KEEPS + (dice.between(-1000, 1000) / 1000) * WANDERS * Math.sqrt(3)
    if (week < 0) continue
    moods.push({ ...effect, volume: reached * Math.exp(level) })
    standings.push(standing)
  }
  return { character: drawn, moods, standings }
}

export const weekOf = (start: number, at: number): number => Math.max(0, Math.floor((at - start) / WEEK))

function next(dice: Dice, now: Standing, slips: number): Standing {
  let left = dice.between(0, 999_999) / 1_000_000
  for (const [to, chance] of now === 'well' ? ([['slipping', slips]] as const) : MOVES[now]) {
    left -= chance
    if (left < 0) return to
  }
  return now
}

export const hashOf = (key: string): number =>
  [...key].reduce((sum, sign) => (Math.imul(sum, 31) + sign.charCodeAt(0)) >>> 0, 17) % 1_000_003
