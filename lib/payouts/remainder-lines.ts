import type { LeftBehind } from './model.ts'
import type { PayoutFacts } from './read-facts.ts'
import type { RemainderClass, RemainderPart } from './remainder.ts'

/** What Stripe may take into account without listing it under the payout, by reporting category. */
const CLASS_OF: Readonly<Record<string, (minor: bigint) => RemainderClass>> = {
  risk_reserved_funds: (minor) => (minor < 0n ? 'reserve_held' : 'reserve_released'),
  connect_reserved_funds: () => 'negative_balance_debit',
  fee: (minor) => (minor > 0n ? 'fee_credit' : 'timing'),
  dispute: () => 'dispute_withheld',
  dispute_reversal: () => 'dispute_withheld',
}

/** Which class a transaction outside the payout's lines explains a difference with; null where it explains none. */
export const classOfCategory = (category: string, minor: bigint): RemainderClass | null =>
  CLASS_OF[category]?.(minor) ?? null

/**
 * The lines do not add up to the payout. A transaction of the account that is in no payout and is exactly as large explains it;
 * else what converting rounds; the rest is unexplained. The parts add up to the remainder.
 */
export function outsideTheLines(facts: Rounded, remainderMinor: bigint): RemainderPart[] {
  const parts: RemainderPart[] = []
  let rest = remainderMinor
  for (const one of facts.left) {
    const named = classOfCategory(one.category, one.netMinor)
    // Net above the payout is explained by money that went away unlisted, net below it by money that came.
    if (named === null || rest === 0n || !fits(-one.netMinor, rest)) continue
    parts.push({ class: named, minor: -one.netMinor, evidence: evidenceOf(one), ids: one.ids })
    rest += one.netMinor
  }
  if (rest !== 0n && magnitude(rest) <= BigInt(facts.convertedCount)) {
    const evidence = `${facts.convertedCount} of its lines were converted from another currency, each of which may round by one`
    parts.push({ class: 'fx_rounding', minor: rest, evidence, ids: [] })
    rest = 0n
  }
  if (rest !== 0n) {
    parts.push({
      class: 'unexplained',
      minor: rest,
      evidence: 'no transaction of the account accounts for it',
      ids: [],
    })
  }
  return parts
}

type Rounded = Pick<PayoutFacts, 'left' | 'convertedCount'>

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)

/** A part of what is left to explain, and on its side. */
const fits = (minor: bigint, rest: bigint) =>
  minor !== 0n && minor > 0n === rest > 0n && magnitude(minor) <= magnitude(rest)

const evidenceOf = ({ category, count }: LeftBehind) =>
  `${count} ${count === 1 ? 'transaction' : 'transactions'} (${category.replaceAll('_', ' ')}) of the account before it, in no list of a payout`
