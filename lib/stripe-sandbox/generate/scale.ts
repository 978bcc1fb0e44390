import { CORE_SELLERS } from './cast-core.ts'
import { MORE_SELLERS } from './cast-more.ts'
import type { SellerPart } from './seller-part.ts'
import type { Scale } from './state.ts'

export type InventedScale = Exclude<Scale, 'empty'>

export type Size = {
  days: number
  /** Orders on an average day of an average season. */
  perDay: number
  buyers: number
  /** Subscriptions that begin in these days. */
  members: number
  sellers: readonly SellerPart[]
  /** Of so many orders that could show a discrepancy, one shows each class of it. */
  plantedEvery: number
  /** Of the sales. */
  disputedShare: number
  /** Of the refunds: sent back by the buyer's bank. */
  returnedShare: number
  /** Sales in US dollars that are to buyers abroad, and what comes of those. */
  abroad: { share: number; refundPerMille: number; disputedShare: number }
  /** Of so many payouts of sellers, one fails; where sellers have tendencies, theirs say which. */
  failedPayoutEvery: number
  /** Whether sellers are inclined to something for weeks on end, or all the same. */
  hasTendencies: boolean
}

const EVERYONE: readonly SellerPart[] = [...CORE_SELLERS.map((part) => ({ ...part, isStory: true })), ...MORE_SELLERS]
const LARGE_TIMES = 20
const ABROAD: Size['abroad'] = { share: 0.025, refundPerMille: 60, disputedShare: 0.02 }

/** A marketplace of 60 sellers and some 15,000 charges a year at `demo`, twenty times that at `large`; `small` is for tests. */
export function sizeOf(scale: InventedScale): Size {
  switch (scale) {
    case 'small':
      return {
        days: 36,
        perDay: 4.4,
        buyers: 12,
        members: 0,
        sellers: smallCast(),
        plantedEvery: 28,
        disputedShare: 0.035,
        returnedShare: 0.3,
        abroad: { share: 0.14, refundPerMille: 450, disputedShare: 0.2 },
        failedPayoutEvery: 30,
        hasTendencies: false,
      }
    case 'demo':
      return {
        days: 365,
        perDay: 47,
        buyers: 600,
        members: 220,
        sellers: EVERYONE,
        plantedEvery: 1400,
        disputedShare: 0.006,
        returnedShare: 0.03,
        abroad: ABROAD,
        failedPayoutEvery: 80,
        hasTendencies: true,
      }
    case 'large':
      return {
        days: 365,
        perDay: 47 * LARGE_TIMES,
        buyers: 9000,
        members: 2500,
        sellers: largeCast(),
        plantedEvery: 1400,
        disputedShare: 0.006,
        returnedShare: 0.03,
        abroad: ABROAD,
        failedPayoutEvery: 80,
        hasTendencies: true,
      }
  }
}

const SMALL_KEYS = [
  'ridgeline',
  'lumen',
  'bauhof',
  'juniper',
  'saltbox',
  'sakura',
  'nordlicht',
  'gulfpearl',
  'bluehour',
  'quarry',
]

const smallCast = () => EVERYONE.filter(({ key }) => SMALL_KEYS.includes(key))

/** Every seller with nineteen branches of its kind. */
function largeCast(): SellerPart[] {
  return Array.from({ length: LARGE_TIMES }, (_, branch) =>
    branch === 0
      ? EVERYONE
      : EVERYONE.map((part) => ({ ...part, key: `${part.key}-${branch + 1}`, name: `${part.name} ${branch + 1}` })),
  ).flat()
}
