import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { localeOfCountry, PORTAL_LOCALES } from '#lib/access/seller-model.ts'
import { conditionsInWords, type OwnTerms, ruleInWords } from '#lib/portal/fee-model.ts'
import { localeOfBrowser, type Words, wordsIn } from '#lib/portal/words-model.ts'
import type { NextPayout } from '#lib/treasury/next-payout.ts'
import { EarningsTrend } from './earnings-trend.tsx'
import { FeeSums } from './fee-sums.tsx'
import { NextPayoutSentences } from './next-payout-sentences.tsx'
import { refusalIn } from './refusal-words-model.ts'

const usd = (minor: string) => ({ minor, currency: 'USD' })
const bracesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

const PAYOUT: NextPayout = {
  state: 'expected',
  amount: usd('123450'),
  arrivesOn: '2026-11-27',
  parts: (['sales', 'transfers', 'refunds', 'disputes', 'fees', 'reserves', 'carried', 'other'] as const).map(
    (kind) => ({
      kind,
      amount: usd('-100'),
    }),
  ),
  risks: (['later_money', 'waits_at_platform', 'hold', 'payouts_disabled', 'below_zero', 'new_refunds'] as const).map(
    (kind) => ({ kind, amount: usd('700') }),
  ),
}

const TERMS: OwnTerms = {
  name: 'Ours',
  version: 2,
  feeBearer: 'seller',
  commissionBase: 'net_of_tax',
  isShippingCharged: false,
  isTipCharged: false,
  commissionOnRefund: 'kept',
  holdDays: 7,
  reserveBps: 1_050,
  reserveDays: 30,
  rules: [
    {
      id: 'cru_1',
      isStacked: true,
      takenOf: 'base',
      category: 'ceramics',
      lineType: 'shipping',
      fromOn: '2026-01-01',
      untilOn: '2026-12-31',
      percentBps: 1_250,
      fixedMinor: '30',
      minMinor: '100',
      maxMinor: '5000',
      overMinor: '1000',
      uptoMinor: '100000',
      steps: [{ overMinor: '500000', percentBps: 1_000 }],
      currency: 'USD',
    },
  ],
}

describe.each(PORTAL_LOCALES)('in %s', (locale) => {
  test('every sentence takes what the English one takes', () => {
    const english: Words = wordsIn('en')
    for (const [key, sentence] of Object.entries(wordsIn(locale)))
      expect({ key, braces: bracesIn(sentence) }).toEqual({ key, braces: bracesIn(english[key as keyof Words]) })
  })

  test('what is drawn leaves nothing open', () => {
    const states = (['sent', 'expected', 'by_hand'] as const).map((state) => ({ ...PAYOUT, state }))
    const days = ['2026-11-19', '2026-11-20'].map((on, index) => ({ on, amount: usd(`${index * 500 - 100}`) }))
    const sums = {
      sold: usd('900'),
      givenBack: usd('-100'),
      commission: usd('-90'),
      otherTaken: usd('-10'),
      yours: usd('700'),
    }
    const drawn = [
      renderToStaticMarkup(<NextPayoutSentences payouts={states} owed={[usd('-500')]} locale={locale} />),
      renderToStaticMarkup(<NextPayoutSentences payouts={[]} owed={[]} locale={locale} />),
      renderToStaticMarkup(<EarningsTrend days={days} total={usd('300')} locale={locale} />),
      renderToStaticMarkup(<FeeSums sums={sums} locale={locale} />),
      ...TERMS.rules.map((rule) => ruleInWords(rule, TERMS.commissionBase, locale)),
      ...conditionsInWords(TERMS, locale),
    ]
    for (const text of drawn) {
      expect(text).not.toBe('')
      expect(text).not.toMatch(/[{}]|undefined|NaN/)
    }
  })
})

test('a rule is told with all that bounds it, in the language’s own numbers', () => {
  const [rule] = TERMS.rules
  if (rule === undefined) throw new Error('no rule')
  expect(ruleInWords(rule, 'gross', 'en')).toBe(
    'In addition: 12.5 % of the sale, of what exceeds 10.00 USD, up to 1,000.00 USD, plus 0.30 USD per item, 10 % above 5,000.00 USD sold in a month, at least 1.00 USD, at most 50.00 USD (category ceramics, for shipping, from 2026-01-01, until 2026-12-31)',
  )
  expect(ruleInWords({ ...rule, isStacked: false }, 'gross', 'de')).toContain('12,5 % vom Verkauf')
})

test('the language is the one a browser prefers, and the one a country reads', () => {
  expect(['de-AT,de;q=0.9,en;q=0.8', 'pt-BR,fr;q=0.7', 'ko', ''].map(localeOfBrowser)).toEqual(['de', 'fr', 'en', 'en'])
  expect(['MX', 'JP', 'US', ''].map(localeOfCountry)).toEqual(['es', 'ja', 'en', 'en'])
})

test('a refusal is told in the language of the page, and as it came where there are no words for it', () => {
  const refused = { code: 'portal.cannot_invite', message: 'This address cannot be invited.' }
  expect(refusalIn('en', refused)).toBe(refused.message)
  expect(refusalIn('fr', refused)).toBe('Cette adresse ne peut pas être invitée. Prenez-en une autre.')
  expect(refusalIn('de', { ...refused, code: 'toString' })).toBe(refused.message)
})
