import type { MetricId } from '#lib/analytics/metrics.ts'
import type { Fact } from './testing-facts.ts'

type Asked = {
  readonly from: string
  readonly to: string
  readonly dimension: keyof typeof KEY_OF | null
  readonly isMoney: boolean
}

const KEY_OF = {
  seller: (fact: Fact) => fact.seller,
  country: (fact: Fact) => fact.country,
  category: (fact: Fact) => fact.category,
  currency: (fact: Fact) => fact.currency,
  method: (fact: Fact) => fact.method,
  reason: (fact: Fact) => fact.reason,
  cohort: (fact: Fact) => fact.cohort,
  day: (fact: Fact) => fact.day,
  month: (fact: Fact) => fact.day.slice(0, 7),
  week: (fact: Fact) => {
    const ms = Date.parse(`${fact.day}T00:00:00Z`)
    return new Date(ms - ((new Date(ms).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
  },
} as const

type Parts = (what: Fact['what']) => bigint

const ratio = (top: bigint, bottom: bigint, decimals: number): string | null => {
  if (bottom === 0n) return null
  const scaled =
    (top < 0n === bottom < 0n ? 1n : -1n) *
    ((2n * abs(top) * 10n ** BigInt(decimals) + abs(bottom)) / (2n * abs(bottom)))
  const digits = abs(scaled)
    .toString()
    .padStart(decimals + 1, '0')
  const whole = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return `${scaled < 0n ? '-' : ''}${whole}`
}
const abs = (value: bigint) => (value < 0n ? -value : value)
const net = (of: Parts) => of('sold') - of('refunded') - of('lost')

/** What each metric is made of, and how: written down from docs/metrics.md. */
const RULES: Readonly<
  Partial<
    Record<
      MetricId,
      { readonly of: readonly Fact['what'][]; readonly is: (of: Parts, facts: readonly Fact[]) => string | null }
    >
  >
> = {
  gross_volume: { of: ['sold'], is: (of) => `${of('sold')}` },
  net_volume: { of: ['sold', 'refunded', 'lost'], is: (of) => `${net(of)}` },
  refunds: { of: ['refunded'], is: (of) => `${of('refunded')}` },
  refund_rate: { of: ['refunded', 'sold'], is: (of) => ratio(100n * of('refunded'), of('sold'), 4) },
  disputes: { of: ['dispute'], is: (of) => `${of('dispute')}` },
  dispute_rate: { of: ['dispute', 'payment'], is: (of) => ratio(100n * of('dispute'), of('payment'), 4) },
  dispute_losses: { of: ['lost'], is: (of) => `${of('lost')}` },
  platform_fees: { of: ['commission'], is: (of) => `${of('commission')}` },
  take_rate: { of: ['commission', 'sold', 'refunded', 'lost'], is: (of) => ratio(100n * of('commission'), net(of), 4) },
  processor_fees: { of: ['fee'], is: (of) => `${of('fee')}` },
  seller_net: { of: ['seller'], is: (of) => `${of('seller')}` },
  payouts: { of: ['payout'], is: (of) => `${of('payout')}` },
  payout_failures: { of: ['failure'], is: (of) => `${of('failure')}` },
  time_to_payout: { of: ['took'], is: (of, facts) => ratio(of('took') / 1000n, 86_400n * BigInt(facts.length), 2) },
  orders: { of: ['order'], is: (of) => `${of('order')}` },
  average_order: { of: ['sold', 'order'], is: (of) => ratio(of('sold'), of('order'), 0) },
  active_sellers: {
    of: ['order'],
    is: (_, facts) => `${new Set(facts.map(({ seller }) => seller).filter((id) => id !== '')).size}`,
  },
  new_sellers: { of: ['first'], is: (of) => `${of('first')}` },
}

/** [key, currency, figure] of every row that the question should have. */
export function naiveMetric(
  id: MetricId,
  facts: readonly Fact[],
  { from, to, dimension, isMoney }: Asked,
): [string, string, string | null][] {
  const rule = RULES[id]
  if (rule === undefined) throw new Error(`nobody has written down how ${id} is counted by hand`)
  const counted = facts.filter(
    ({ what, day, minor }) => rule.of.includes(what) && day >= from && day <= to && (minor !== 0n || what === 'took'),
  )
  const key = (fact: Fact) =>
    JSON.stringify([dimension === null ? '' : KEY_OF[dimension](fact), isMoney ? fact.currency : ''])
  const groups = Map.groupBy(counted, key)
  if (dimension === null && !isMoney && groups.size === 0) groups.set(JSON.stringify(['', '']), [])
  return [...groups].map(([text, own]) => {
    const [value = '', currency = ''] = JSON.parse(text) as string[]
    const of: Parts = (what) => own.reduce((all, fact) => (fact.what === what ? all + fact.minor : all), 0n)
    return [value, currency, rule.is(of, own)]
  })
}
