import { DAY } from '../core/clock.ts'
import { type Life, lifeOf, type Mood, REFUNDED_MAX, weekOf } from './character.ts'
import { type Episode, planEpisodes } from './episodes.ts'
import type { Size } from './scale.ts'
import type { SellerPart } from './seller-part.ts'

type Span = Pick<Size, 'sellers' | 'hasTendencies'> & {
  readonly seed: number
  readonly start: number
  readonly end: number
}

/** What a seller's standing makes of its trade at an instant. */
export type Leaning = Mood & {
  /** Times the usual price. */
  readonly price: number
  /** Of the orders, where a burst of refunds says it; null where the seller's own share does. */
  readonly refunded: number | null
}

const NEUTRAL: Leaning = { volume: 1, refunds: 1, disputes: 1, failedPayouts: 0, price: 1, refunded: null }
/** What was meant badly is disputed for weeks, and the seller is not what it was. */
const DISPUTED_AFTER_BAD = 24
const AFTERMATH = 42 * DAY
const HURT = { volume: 0.4, disputes: 9, refunds: 4, failedPayouts: 0.12 } as const

/** How every seller is inclined, in every week; of a history without tendencies everybody is the same. */
export class Tendencies {
  readonly episodes: readonly Episode[]
  readonly lives: ReadonlyMap<string, Life>
  private readonly start: number
  private readonly bySeller: ReadonlyMap<string, readonly Episode[]>

  constructor(span: Span) {
    this.start = span.start
    this.episodes = span.hasTendencies ? planEpisodes(span) : []
    this.lives = new Map(span.hasTendencies ? span.sellers.map((seller) => [seller.key, lifeOf(span, seller)]) : [])
    this.bySeller = Map.groupBy(this.episodes, ({ seller }) => seller)
  }

  of({ key }: SellerPart, at: number): Leaning {
    const mood = this.lives.get(key)?.moods[weekOf(this.start, at)]
    if (mood === undefined) return NEUTRAL
    const leaning = { ...mood, price: 1, refunded: null }
    return (this.bySeller.get(key) ?? []).reduce((now, episode) => during(now, episode, at), leaning as Leaning)
  }
}

function during(now: Leaning, { kind, isInnocent, strength, from, until }: Episode, at: number): Leaning {
  if (at < from) return now
  if (at >= until) {
    if (isInnocent || at >= until + AFTERMATH) return now
    return { ...now, ...HURT, volume: now.volume * HURT.volume }
  }
  const disputes = isInnocent ? now.disputes : Math.max(now.disputes, DISPUTED_AFTER_BAD)
  switch (kind) {
    case 'volume_jump':
      return { ...now, disputes, volume: now.volume * strength }
    case 'ticket_size':
      return { ...now, disputes, price: strength }
    case 'refund_burst':
      return { ...now, refunded: strength, volume: now.volume * (isInnocent ? 1 : 1.8) }
    default:
      return now
  }
}

/** The chance that an order is refunded, of a seller whose own share is so many per mille. */
export const refundChance = ({ refunded, refunds }: Leaning, perMille: number): number =>
  refunded ?? (refunds === 1 ? perMille / 1000 : Math.min(REFUNDED_MAX, (perMille / 1000) * refunds))
