import { allocate } from '#lib/money/allocate.ts'
import type { Tier } from './model.ts'

/** What one payee keeps after the tiers below it took theirs. */
export type TierPart = { readonly tier: Tier; readonly minor: bigint }

export type Pots = {
  readonly platformMinor: bigint
  readonly sellerMinor: bigint
  readonly baseMinor: bigint
  readonly currency: string
}

export type Divided = {
  /** What platform and seller keep. */
  readonly platformMinor: bigint
  readonly sellerMinor: bigint
  /** By position; with the two above they add up to what was divided. */
  readonly parts: readonly TierPart[]
}

const WHOLE = 10_000n

/**
 * Divides the platform's and the seller's part between the tiers, to any depth: a tier divides the part of the one above
 * it. Each division is by largest remainder and adds up; what nobody below gets, the part's owner keeps. Tiers that ask
 * for more than there is share it in proportion.
 */
export function divideTiers(
  tiers: readonly Tier[],
  { platformMinor, sellerMinor, baseMinor, currency }: Pots,
): Divided {
  const below = (parent: number | null, of?: Tier['of']) =>
    tiers
      .filter((tier) => tier.parentPosition === parent && (of === undefined || tier.of === of))
      .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
  const parts: TierPart[] = []
  const divide = (minor: bigint, children: readonly Tier[]): bigint => {
    if (children.length === 0) return minor
    const weights = children.map(
      (tier) => size(tier.percentOf === 'sale' ? baseMinor : minor) * BigInt(tier.percentBps),
    )
    const asked = weights.reduce((sum, weight) => sum + weight, 0n)
    const rest = size(minor) * WHOLE - asked
    const [kept, ...given] = allocate({ minor, currency }, [rest > 0n ? rest : 0n, ...weights])
    children.forEach((tier, index) => {
      const own = given[index]?.minor ?? 0n
      parts.push({ tier, minor: divide(own, below(tier.position)) })
    })
    return kept?.minor ?? minor
  }
  const platformKeeps = divide(platformMinor, below(null, 'platform'))
  const sellerKeeps = divide(sellerMinor, below(null, 'seller'))
  return {
    platformMinor: platformKeeps,
    sellerMinor: sellerKeeps,
    parts: parts.toSorted((left, right) => left.tier.position - right.tier.position),
  }
}

const size = (minor: bigint) => (minor < 0n ? -minor : minor)
const keyOf = ({ payeeId, label, percentBps, percentOf }: Tier) => [payeeId, label, percentBps, percentOf].join('\n')
