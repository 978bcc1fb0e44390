import { DAY } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import type { Size } from './scale.ts'
import type { SellerPart } from './seller-part.ts'

/** What a seller may do for some days that somebody ought to look at. */
export const EPISODE_KINDS = [
  'cash_out',
  'new_bank',
  'volume_jump',
  'refund_burst',
  'ticket_size',
  'shared_bank',
] as const
export type EpisodeKind = (typeof EPISODE_KINDS)[number]

/** Some days of a seller: meant badly, or something that only looks like it. */
export type Episode = {
  readonly kind: EpisodeKind
  readonly isInnocent: boolean
  readonly seller: string
  /** Unix seconds; `until` is no part of it any more. */
  readonly from: number
  readonly until: number
  /** Times the usual orders, price or refunds, as the kind has it; days of money kept back before a cash-out. */
  readonly strength: number
  /** The other side of a shared bank account. */
  readonly partner: string | null
}

type Span = Pick<Size, 'sellers'> & { readonly seed: number; readonly start: number; readonly end: number }

/** Sellers of whom a week says something: enough orders, and long enough there to have a usual week. */
const WEIGHT_MIN = 7
const JOINED_MIN = 110
/** Everybody beyond it gets another set: a marketplace of 1,200 has more to look at than one of 60. */
const SELLERS_PER_SET = 60
const NOTHING_BEFORE = 100 * DAY

/** Days that the kind lasts: long enough to be seen, short enough to be a matter of now. */
const DAYS: Readonly<Record<EpisodeKind, number>> = {
  volume_jump: 8,
  refund_burst: 10,
  ticket_size: 8,
  cash_out: 14,
  new_bank: 6,
  shared_bank: 9,
}
/** From to, in hundredths, of what is meant badly and of what only looks like it. */
const STRENGTHS: Readonly<
  Record<EpisodeKind, { bad: readonly [number, number]; innocent: readonly [number, number] }>
> = {
  volume_jump: { bad: [700, 1000], innocent: [200, 500] },
  refund_burst: { bad: [85, 95], innocent: [25, 60] },
  ticket_size: { bad: [450, 700], innocent: [160, 420] },
  cash_out: { bad: [1100, 1300], innocent: [200, 600] },
  new_bank: { bad: [100, 100], innocent: [100, 100] },
  shared_bank: { bad: [100, 100], innocent: [100, 100] },
}

/**
 * In every set one seller misbehaves and another only seems to, of each kind: in the last days of the history, so that there is
 * something to look at, and once at some time before.
 */
export function planEpisodes({ seed, sellers, start, end }: Span): Episode[] {
  const dice = new Dice(seed * 10_091 + 5)
  const fit = shuffled(dice, sellers.filter(isFit))
  const sets = Math.max(1, Math.floor(sellers.length / SELLERS_PER_SET))
  const episodes: Episode[] = []
  for (let set = 0; set < sets; set += 1)
    for (const kind of EPISODE_KINDS)
      for (const isInnocent of [false, true]) {
        const [low, high] = STRENGTHS[kind][isInnocent ? 'innocent' : 'bad']
        const strength = dice.between(low, high) / 100
        const span = DAYS[kind] * DAY
        const seller = takeOne(fit, kind)
        const partner = kind === 'shared_bank' ? takeOne(fit, kind) : null
        const bounds = { kind, isInnocent, strength }
        if (seller) episodes.push({ ...bounds, seller, partner, from: end - span, until: end })
        if (kind === 'shared_bank' || kind === 'new_bank') continue
        const latest = end - 60 * DAY - span
        const from = start + NOTHING_BEFORE + dice.between(0, Math.max(0, latest - start - NOTHING_BEFORE))
        const before = dice.pick(
          fit.length > 0 ? (fit as [SellerPart, ...SellerPart[]]) : (sellers as [SellerPart, ...SellerPart[]]),
        )
        if (from < latest) episodes.push({ ...bounds, seller: before.key, partner: null, from, until: from + span })
      }
  return episodes
}

const isFit = ({ isStory, currency, weight, joinedDaysAgo, restrictedDaysAgo, leftDaysAgo, interval }: SellerPart) =>
  isStory !== true &&
  currency === 'usd' &&
  weight >= WEIGHT_MIN &&
  joinedDaysAgo >= JOINED_MIN &&
  restrictedDaysAgo === undefined &&
  leftDaysAgo === undefined &&
  interval === 'daily'

/** After go-live nobody pays those whose charges are the platform's: only the others have money of the last days to take out. */
function takeOne(fit: SellerPart[], kind: EpisodeKind): string | null {
  const needsMoney = kind === 'cash_out' || kind === 'new_bank'
  const found = fit.findIndex(({ pattern }) => !needsMoney || pattern !== undefined)
  return found === -1 ? null : (fit.splice(found, 1)[0]?.key ?? null)
}

function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  const rest = [...items]
  for (let index = rest.length - 1; index > 0; index -= 1) {
    const other = dice.between(0, index)
    const [one, two] = [rest[index], rest[other]]
    if (one !== undefined && two !== undefined) {
      rest[index] = two
      rest[other] = one
    }
  }
  return rest
}
