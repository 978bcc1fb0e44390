import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idleBankDays } from './bank-days.ts'
import { barsOf, changesOf } from './bars.ts'
import { faultsOfRewording, figuresIn } from './check-figures.ts'
import { EXPLAIN_LOCALES, type ExplainLocale, explainLocaleOf, explainLocaleOfCountry } from './explanation-model.ts'
import type { ExplainFacts, PayoutTerms } from './facts-model.ts'
import { figuresOf } from './figures.ts'
import { CATALOGUES } from './messages/say.ts'
import { explainInWords } from './words.ts'

const aPiece = (category: string, grossMinor: bigint, count = 1) => ({
  category,
  count,
  grossMinor,
  stripeFeeMinor: 0n,
  marketplaceFeeMinor: 0n,
  convertedCount: 0,
})

const aPayout = (overrides: Partial<PayoutTerms> = {}): PayoutTerms => ({
  payoutId: 'po_2',
  status: 'paid',
  amountMinor: 107_350n,
  madeOn: '2026-11-20',
  arrivesOn: '2026-11-24',
  failureCode: '',
  traceId: '02100008201761',
  mode: 'breakdown',
  isWaiting: false,
  ownFeeMinor: 0n,
  availableMinor: 0n,
  pieces: [aPiece('charge', 123_450n, 12), aPiece('refund', -16_100n, 2)],
  keptBackMinor: 0n,
  ...overrides,
})

const someFacts = (overrides: Partial<ExplainFacts> = {}): ExplainFacts => ({
  account: 'acct_1',
  country: 'US',
  currency: 'USD',
  payout: aPayout(),
  last: aPayout({
    payoutId: 'po_1',
    madeOn: '2026-11-13',
    amountMinor: 150_000n,
    pieces: [aPiece('charge', 150_000n, 15)],
  }),
  failedBefore: null,
  stayed: [{ class: 'minimum_balance', minor: 5_000n }],
  isPaused: false,
  returnableUntil: '2026-12-01',
  ...overrides,
})

const wordsOf = (facts: ExplainFacts, locale: ExplainLocale) => {
  const { headline, paragraphs } = explainInWords(facts, locale)
  return [headline, ...paragraphs]
}

describe('the words', () => {
  test('say what it is made of, what changed and why, in English', () => {
    expect(wordsOf(someFacts(), 'en').map((text) => text.normalize('NFKC'))).toEqual([
      'Stripe sent USD 1,073.50 to your bank, to arrive on November 24, 2026.',
      '12 sales brought you USD 1,234.50. 2 refunds took USD 161.00.',
      'That is USD 426.50 less than the payout before it, of November 13, 2026 (USD 1,500.00). What changed most: Sales -USD 265.50, Refunds -USD 161.00. It holds 12 sales; the one before held 15.',
      'USD 50.00 stayed in your balance, because a minimum is kept there. Between sending and arrival lie 2 days on which banks do not work (weekends and holidays).',
      'Should it be missing, your bank can look for it by the trace id 02100008201761. The bank may still send it back until December 1, 2026.',
    ])
  })

  test.each(EXPLAIN_LOCALES)('every message of English has its like with the same places in %s', (locale) => {
    const placesOf = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].toSorted()
    expect(Object.keys(CATALOGUES[locale]).toSorted()).toEqual(Object.keys(CATALOGUES.en).toSorted())
    for (const [key, message] of Object.entries(CATALOGUES[locale])) {
      expect([key, placesOf(message)]).toEqual([key, placesOf(CATALOGUES.en[key as keyof typeof CATALOGUES.en])])
      expect([
        key,
        figuresIn(JSON.stringify(message).replaceAll(/\{\w+\}/g, ''), locale, NO_FIGURES).unfounded,
      ]).toEqual([key, []])
    }
  })

  test('currencies keep their own decimals', () => {
    const only = (currency: string) =>
      explainInWords(someFacts({ currency, last: null, stayed: [] }), 'de').headline.normalize('NFKC')
    expect([only('JPY'), only('KWD')]).toEqual([
      'Stripe hat 107.350 JPY an Ihre Bank gesendet, Ankunft am 24. November 2026.',
      'Stripe hat 107,350 KWD an Ihre Bank gesendet, Ankunft am 24. November 2026.',
    ])
  })

  test('a payout that came back says why, and a tag finds its language', () => {
    const back = someFacts({ payout: aPayout({ status: 'failed', failureCode: 'account_closed' }), last: null })
    expect(wordsOf(back, 'de').join(' ')).toContain('das Konto sei geschlossen')
    expect(['de-AT', 'JA', 'pt-BR', ''].map(explainLocaleOf)).toEqual(['de', 'ja', 'en', 'en'])
    expect(['AT', 'mx', 'JP', 'BR'].map(explainLocaleOfCountry)).toEqual(['de', 'es', 'ja', 'en'])
  })
})

const NO_FIGURES = { currency: 'USD', amounts: [], counts: [], days: [], texts: [] }
const CATEGORIES = [
  'charge',
  'refund',
  'refund_failure',
  'fee',
  'dispute',
  'dispute_reversal',
  'risk_reserved_funds',
  'carried',
]
const KINDS = [...CATEGORIES, 'payout_reversal', 'other_adjustment', 'topup', 'transfer', 'anticipation_repayment_v2']
const anAmount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })
const aDay = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const anyPayout: fc.Arbitrary<PayoutTerms> = fc.record({
  payoutId: fc.constant('po_x'),
  status: fc.constantFrom('paid', 'in_transit', 'pending', 'failed', 'canceled', 'unheard_of'),
  amountMinor: anAmount,
  madeOn: aDay,
  arrivesOn: aDay.map((day) => day),
  failureCode: fc.constantFrom('', 'no_account', 'toString', 'unheard_of'),
  traceId: fc.constantFrom('', '02100008201761', 'FT-99.12'),
  mode: fc.constantFrom('breakdown', 'balance'),
  isWaiting: fc.boolean(),
  ownFeeMinor: anAmount,
  availableMinor: anAmount,
  keptBackMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  pieces: fc.uniqueArray(
    fc.record({
      category: fc.constantFrom(...KINDS),
      count: fc.integer({ min: 1, max: 3_000_000 }),
      grossMinor: anAmount,
      stripeFeeMinor: anAmount,
      marketplaceFeeMinor: anAmount,
      convertedCount: fc.integer({ min: 0, max: 4_000 }),
    }),
    { selector: ({ category }) => category, maxLength: 8 },
  ),
})
// Days of sending and arrival lie near each other, or every run would count years of weekends.
const near = (payout: PayoutTerms): PayoutTerms => ({
  ...payout,
  arrivesOn: new Date(Date.parse(payout.madeOn) + 5 * 86_400_000).toISOString().slice(0, 10),
})
const anyFacts: fc.Arbitrary<ExplainFacts> = fc.record({
  account: fc.constant('acct_x'),
  country: fc.constant(''),
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  payout: anyPayout.map(near),
  last: fc.option(anyPayout.map(near)),
  failedBefore: fc.option(fc.record({ amountMinor: anAmount, madeOn: aDay, failureCode: fc.constant('declined') })),
  stayed: fc.array(
    fc.record({
      class: fc.constantFrom('timing', 'minimum_balance', 'unheard_of'),
      minor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    }),
    { maxLength: 2 },
  ),
  isPaused: fc.boolean(),
  returnableUntil: fc.oneof(fc.constant(''), aDay),
})

describe('whatever the facts', () => {
  test('the bars add up to the payout, and the changes to the difference', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const sum = (parts: readonly { minor: bigint }[]) => parts.reduce((total, { minor }) => total + minor, 0n)
        expect(sum(barsOf(facts.payout))).toBe(facts.payout.amountMinor)
        if (facts.last !== null) expect(sum(changesOf(facts))).toBe(facts.payout.amountMinor - facts.last.amountMinor)
        expect(
          barsOf(facts.payout).every(({ key }) =>
            explainInWords(facts, 'ja').bars.some((bar) => bar.key === key && bar.label !== ''),
          ),
        ).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('every figure of every text stands in the facts, in every language', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...EXPLAIN_LOCALES), (facts, locale) => {
        const figures = figuresOf(facts)
        expect(wordsOf(facts, locale).flatMap((text) => figuresIn(text, locale, figures).unfounded)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('one digit changed is found', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...EXPLAIN_LOCALES), fc.nat(), (facts, locale, at) => {
        const original = wordsOf(facts, locale)
        const paragraph = original[at % original.length] ?? ''
        const digits = [...paragraph.matchAll(/\d/g)]
        const digit = digits[at % Math.max(digits.length, 1)]
        if (digit === undefined) return
        const other = digit[0] === '9' ? '7' : '9'
        const changed = `${paragraph.slice(0, digit.index)}${other}${paragraph.slice(digit.index + 1)}`
        const reworded = original.map((text) => (text === paragraph ? changed : text))
        expect(faultsOfRewording({ original, reworded, locale, figures: figuresOf(facts) })).not.toEqual([])
      }),
      { numRuns: 80 },
    )
  })
})

describe('the checker', () => {
  const figures = { ...figuresOf(someFacts()) }
  const unfounded = (text: string, locale: ExplainLocale = 'en') => figuresIn(text, locale, figures).unfounded

  test.each([
    ['en', 'You got $1,073.50 from 12 sales on Nov 24, 2026, 1,073.50 USD in all.'],
    ['de', 'Sie erhielten 1.073,50 $ aus 12 Verkäufen am 24.11.2026, ohne 161,00 USD.'],
    ['es', 'Recibió 1073,50 USD por 12 ventas.'],
    ['fr', 'Vous avez reçu 1 073,50 $US de 12 ventes le 24 nov. 2026.'],
    ['ja', '１２件の売上で USD 1,073.50、2026年11月24日着金。'],
  ] as const)('lets %s say them in its own way', (locale, text) => {
    expect(unfounded(text, locale)).toEqual([])
  })

  test.each([
    ['another amount', 'You got USD 1,073.51.'],
    ['another currency', 'You got EUR 1,073.50.'],
    ['an amount as a count', 'You made 161 sales.'],
    ['a count as an amount', 'You got USD 12.00.'],
    ['a percentage', 'That is 12% less.'],
    ['a scale', 'You got 12 million.'],
    ['another language’s way', 'You got USD 1.073,50.'],
    ['a number in words', 'You made twelve sales.'],
    ['another day', 'It arrives on November 25, 2026.'],
    ['another script’s digits', 'You made ١٢ sales.'],
    ['a fraction', 'It is ½ of it.'],
    ['a sign that is not so', 'Sales were -USD 1,234.50.'],
    ['digits on an id', 'Trace 021000082017612.'],
  ])('finds %s', (_, text) => {
    expect(unfounded(text)).not.toEqual([])
  })

  test('a rewording may not drop, add or move figures between paragraphs', () => {
    const faults = (...reworded: string[]) =>
      faultsOfRewording({ original: ['12 sales, 2 refunds.', 'USD 161.00'], reworded, locale: 'en', figures })
    expect(faults('There were 2 refunds on 12 sales.', 'They took $161.00.')).toEqual([])
    expect(faults('There were 2 refunds on 12 sales.', 'They took USD 161.00.')).toEqual([])
    expect(faults('There were 12 sales.', 'They took USD 161.00.')).toHaveLength(1)
    expect(faults('There were 2 refunds on 12 sales. They took USD 161.00.')).toHaveLength(1)
  })
})

test.each([
  ['2026-11-20', '2026-11-24', 'USD', 2],
  ['2026-11-25', '2026-11-30', 'USD', 3],
  ['2026-04-02', '2026-04-07', 'EUR', 4],
  ['2026-04-02', '2026-04-07', 'JPY', 2],
  ['2027-03-25', '2027-03-30', 'EUR', 4],
  ['2026-12-24', '2026-12-28', 'EUR', 3],
])('between %s and %s %s rests %i days', (from, to, currency, days) => {
  expect(idleBankDays(from, to, currency)).toBe(days)
})
