import type { ExplainFacts, PayoutTerms, Piece } from './facts-model.ts'

/** What a bar stands for, in the order it is drawn. */
export const BAR_KEYS = [
  'available',
  'sales',
  'kept_back',
  'refunds',
  'marketplace_fees',
  'fees',
  'disputes',
  'reserves',
  'carried',
  'returned',
  'transfers',
  'topups',
  'adjustments',
  'stays',
  'unitemised',
  'difference',
] as const
export type BarKey = (typeof BAR_KEYS)[number]

/** Kinds of Stripe's that we have no word for keep a bar of their own: `kind:…` with Stripe's name of them. */
export type FactBar = { readonly key: BarKey | `kind:${string}`; readonly count: number; readonly minor: bigint }

/** Stripe's reporting categories (docs.stripe.com/reports/reporting-categories) as a seller meets them. */
const KINDS: Readonly<Record<string, BarKey>> = {
  charge: 'sales',
  partial_capture_reversal: 'sales',
  charge_failure: 'sales',
  refund: 'refunds',
  refund_failure: 'refunds',
  fee: 'fees',
  network_cost: 'fees',
  tax: 'fees',
  platform_earning: 'marketplace_fees',
  platform_earning_refund: 'marketplace_fees',
  dispute: 'disputes',
  dispute_reversal: 'disputes',
  risk_reserved_funds: 'reserves',
  connect_reserved_funds: 'reserves',
  carried: 'carried',
  payout: 'returned',
  payout_reversal: 'returned',
  transfer: 'transfers',
  transfer_reversal: 'transfers',
  topup: 'topups',
  topup_reversal: 'topups',
  other_adjustment: 'adjustments',
  adjustment: 'adjustments',
}

/**
 * A payout in bars whose sum is the payout, whatever the lines say: what they leave open is a bar with a name of its own,
 * `unitemised` while Stripe has not listed it, else `difference`. Bars of nothing are left out.
 */
export function barsOf(payout: PayoutTerms): FactBar[] {
  const known = payout.isWaiting ? [] : payout.mode === 'balance' ? balanceBars(payout) : lineBars(payout)
  const open = payout.amountMinor - known.reduce((sum, { minor }) => sum + minor, 0n)
  const rest: FactBar = { key: payout.isWaiting ? 'unitemised' : 'difference', count: 0, minor: open }
  return inOrder([...known, rest].filter(({ minor }) => minor !== 0n))
}

function lineBars(payout: PayoutTerms): FactBar[] {
  const bars = new Map<FactBar['key'], FactBar>()
  const add = (key: FactBar['key'], count: number, minor: bigint) => {
    const held = bars.get(key) ?? { key, count: 0, minor: 0n }
    bars.set(key, { key, count: held.count + count, minor: held.minor + minor })
  }
  for (const piece of payout.pieces) {
    add(kindOf(piece), piece.count, piece.grossMinor)
    add('fees', 0, -piece.stripeFeeMinor)
    add('marketplace_fees', 0, -piece.marketplaceFeeMinor)
  }
  add('fees', 0, -payout.ownFeeMinor)
  // What was kept back never reached the balance: the sales were worth that much more.
  add('sales', 0, payout.keptBackMinor)
  add('kept_back', 0, -payout.keptBackMinor)
  return [...bars.values()]
}

function balanceBars({ availableMinor, ownFeeMinor, amountMinor }: PayoutTerms): FactBar[] {
  const staysMinor = availableMinor - ownFeeMinor - amountMinor
  return [
    { key: 'available', count: 0, minor: availableMinor },
    { key: 'fees', count: 0, minor: -ownFeeMinor },
    // Paid out beyond what was there: a difference, nothing that stayed.
    { key: 'stays', count: 0, minor: staysMinor > 0n ? -staysMinor : 0n },
  ]
}

const kindOf = ({ category }: Piece): FactBar['key'] =>
  Object.hasOwn(KINDS, category) ? (KINDS[category] as BarKey) : `kind:${category}`

const placeOf = ({ key }: FactBar): number => {
  const place = key.startsWith('kind:') ? -1 : BAR_KEYS.indexOf(key as BarKey)
  return place === -1 ? BAR_KEYS.indexOf('stays') : place
}

const inOrder = (bars: readonly FactBar[]): FactBar[] =>
  bars.toSorted((left, right) => placeOf(left) - placeOf(right) || (left.key < right.key ? -1 : 1))

export type Change = { readonly key: FactBar['key']; readonly minor: bigint }

/** What makes a payout differ from the one before it, the largest first; the changes add up to the difference. */
export function changesOf({ payout, last }: ExplainFacts): Change[] {
  if (last === null) return []
  const changes = new Map<FactBar['key'], bigint>()
  for (const { key, minor } of barsOf(payout)) changes.set(key, (changes.get(key) ?? 0n) + minor)
  for (const { key, minor } of barsOf(last)) changes.set(key, (changes.get(key) ?? 0n) - minor)
  return [...changes]
    .map(([key, minor]) => ({ key, minor }))
    .filter(({ minor }) => minor !== 0n)
    .toSorted((left, right) => compareSize(right.minor, left.minor) || (left.key < right.key ? -1 : 1))
}

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)
const compareSize = (left: bigint, right: bigint): number =>
  magnitude(left) === magnitude(right) ? 0 : magnitude(left) < magnitude(right) ? -1 : 1
