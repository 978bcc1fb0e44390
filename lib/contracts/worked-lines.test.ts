import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatMoney } from '#lib/money/format.ts'
import type { Agreement } from './model.ts'
import { divideSale } from './sale-model.ts'
import { anAgreement, aRule, aTier } from './testing.ts'

const documented = readFileSync(new URL('../../docs/contracts.md', import.meta.url), 'utf8')
const usd = (minor: bigint) => formatMoney({ minor, currency: 'USD' }, { withCurrency: false })

/** The cells of the table's row that begins with these words. */
function rowOf(words: string): string[] {
  const row = documented.split('\n').find((text) => text.startsWith(`| ${words} `)) ?? ''
  return row
    .split('|')
    .slice(2, 6)
    .map((cell) => cell.trim())
}

const affiliate = aTier({ position: 2, parentPosition: 1, payeeId: 'sel_b', label: 'Affiliate', percentBps: 4_000 })
const onTop = aRule({ priority: 2, isStacked: true, takenOf: 'rest', percentBps: 200 })

test.each<[string, Partial<Agreement>, { gross?: bigint; tax?: bigint; discount?: bigint }]>([
  ['20 %', {}, {}],
  [
    '12 % plus 0.30, and 2 % of what is left on top',
    { rules: [aRule({ percentBps: 1_200, fixedMinor: 30n, currency: 'USD' }), onTop] },
    {},
  ],
  [
    '20 % without tax, 19.00 tax in 119.00, the platform owes it',
    { commissionBase: 'net_of_tax', platformLiableForTax: true },
    { gross: 11_900n, tax: 1_900n },
  ],
  [
    '20 %, a discount of 10.00 that the platform pays for',
    { discountFunder: 'platform' },
    { gross: 9_000n, discount: 1_000n },
  ],
  ['20 %, of it 25 % to a regional lead, of that 40 % to an affiliate', { tiers: [aTier(), affiliate] }, {}],
])(
  'the documented line "%s" is what the terms come to',
  (words, terms, { gross = 10_000n, tax = 0n, discount = 0n }) => {
    const sale = {
      sellerId: 'sel_a',
      category: '',
      lineType: '',
      currency: 'USD',
      on: '2026-11-10',
      grossMinor: gross,
      taxMinor: tax,
      discountMinor: discount,
    }
    const divided = divideSale(sale, anAgreement(terms))
    if (divided === null) throw new Error('no rule applied')
    const tiers = divided.tiers.map(({ minor }) => usd(minor)).join(' + ')
    expect(rowOf(words)).toEqual([usd(divided.sellerMinor), usd(divided.platformMinor), usd(divided.taxMinor), tiers])
  },
)
