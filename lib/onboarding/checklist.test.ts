import { describe, expect, test } from 'vitest'
import { type AccountFacts, checklist, isSameName, isSettled, mayDeviate } from './checklist-model.ts'
import { fill, todoWords, wordsIn } from './words-model.ts'

const GOOD: AccountFacts = {
  chargesEnabled: true,
  payoutsEnabled: true,
  detailsSubmitted: true,
  disabledReason: '',
  currentlyDue: [],
  pastDue: [],
  taxIdProvided: true,
  banks: [{ country: 'DE', holder: 'Töpferei Anna GmbH', last4: '4242' }],
}
const looked = (changes: Partial<AccountFacts> = {}, sharedWith: readonly string[] = []) => ({
  facts: { ...GOOD, ...changes },
  name: 'Töpferei Anna',
  country: 'DE',
  sharedWith,
})
const statesOf = (...given: Parameters<typeof looked>) =>
  checklist(looked(...given), [])
    .filter((check) => !isSettled(check))
    .map(({ key, state, who }) => `${key} ${state} ${who}`)

describe('the checklist', () => {
  test('of an account in order has nothing open', () => expect(statesOf()).toEqual([]))

  test.each([
    [
      'nothing given yet',
      {
        chargesEnabled: false,
        payoutsEnabled: false,
        detailsSubmitted: false,
        currentlyDue: ['external_account'],
        banks: [],
      },
      [
        'charges waiting seller',
        'payouts waiting seller',
        'requirements waiting seller',
        'bank waiting seller',
        'bank_country waiting seller',
        'bank_holder waiting seller',
        'bank_shared waiting seller',
      ],
    ],
    ['Stripe looking', { payoutsEnabled: false }, ['payouts problem stripe']],
    [
      'overdue',
      { currentlyDue: ['company.verification.document'], pastDue: ['company.verification.document'] },
      ['requirements problem seller'],
    ],
    ['a tax number wanted', { currentlyDue: ['company.tax_id'], taxIdProvided: false }, ['tax waiting seller']],
    ['a bank abroad', { banks: [{ country: 'AT', holder: 'Töpferei Anna', last4: '1' }] }, ['bank_country problem us']],
    ['a stranger’s bank', { banks: [{ country: 'DE', holder: 'Bert Braun', last4: '1' }] }, ['bank_holder problem us']],
  ] as const)('with %s says what is open and who must act', (_, changes, expected) =>
    expect(statesOf(changes)).toEqual(expected),
  )

  test('names who shares the bank account', () => expect(statesOf({}, ['Ada'])).toEqual(['bank_shared problem us']))

  test('lets a deviation hold for exactly what was found', () => {
    const abroad = looked({ banks: [{ country: 'AT', holder: 'Anna', last4: '1' }] })
    const finding = checklist(abroad, []).find(({ key }) => key === 'bank_country')?.reason ?? ''
    const deviation = { key: 'bank_country', finding, reason: 'known', byName: 'Olu', at: '2026-11-20T12:00:00Z' }
    expect(checklist(abroad, [deviation]).every(isSettled)).toBe(true)
    const moved = looked({ banks: [{ country: 'FR', holder: 'Anna', last4: '2' }] })
    expect(checklist(moved, [deviation]).filter((check) => !isSettled(check))).toHaveLength(1)
  })

  test('lets nobody pass what Stripe refuses', () => {
    const checks = checklist(looked({ payoutsEnabled: false, banks: [] }), [])
    expect(checks.filter(mayDeviate).map(({ key }) => key)).toEqual(['bank_country', 'bank_holder', 'bank_shared'])
  })
})

test.each([
  ['Müller GmbH', 'MUELLER', false],
  ['Müller GmbH', 'Muller', true],
  ['The Clay Co., Ltd.', 'Clay', true],
  ['Ada Lovelace', 'Lovelace Ada', true],
  ['Ada', 'Bob', false],
  ['株式会社 陶', '陶 株式会社', true],
  ['GmbH', 'Ltd', false],
])('%s and %s mean one owner: %s', (left, right, expected) => expect(isSameName(left, right)).toBe(expected))

test('words are filled once, and what is missing is named once', () => {
  expect(fill('{name} and {other}', { name: '{other}', other: 'x' })).toBe('{other} and x')
  expect(todoWords(wordsIn('de'), ['charges', 'payouts', 'bank'])).toEqual(['was Stripe verlangt', 'ein Bankkonto'])
})
