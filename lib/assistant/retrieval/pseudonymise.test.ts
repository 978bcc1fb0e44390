import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pseudonymiser } from './pseudonymise.ts'

const plain = pseudonymiser({
  names: ['Nordic Ceramics & Søn', 'Café 24'],
  people: ['Olu Operator', 'Ana-María O’Brien'],
})

test.each([
  ['Nordic Ceramics & Søn owes 1,204.50 USD', '(name) owes (number) USD'],
  ['NORDIC  CERAMICS - SØN was held', '(name) was held'],
  ['Ask Olu, or olu@nordic.example.', 'Ask (name) , or (address)'],
  ['cafe 24 sent po_1AbC23 to DE89 3704 0044 0532 0130 00', '(name) sent (id) to (account)'],
  ['On 2026-11-01 at 12:30 €50 for acct_1Q2w3e by O’Brien', 'On (number) at (number) (number) for (id) by O’ (name)'],
  ['See https://dashboard.stripe.com/acct_1/payments?x=y now', 'See (address) now'],
  ['Release a hold when a second person agrees', 'Release a hold when a second person agrees'],
])('%s becomes %s', (text, expected) => {
  expect(plain(text)).toBe(expected)
})

const letters = fc.stringMatching(/^[A-Za-zÀ-öÄÖÜßéñøŁśž]{3,12}$/)
const name = fc.array(letters, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const secret = fc.oneof(
  fc.emailAddress(),
  fc
    .tuple(fc.constantFrom('acct', 'sel', 'po', 'ch', 'cus'), fc.stringMatching(/^[A-Za-z0-9]{8,24}$/))
    .map((p) => p.join('_')),
  fc
    .bigInt({ min: 100n, max: 10n ** 12n })
    .map((minor) => `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')} EUR`),
  fc.integer({ min: 10, max: 99 }).map((check) => `DE${check} 3704 0044 0532 0130 00`),
)

test('no name, address, id, account or number is left, wherever it stands and however it is written', () => {
  const fold = (text: string) => text.normalize('NFKC').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      name,
      fc.array(secret, { maxLength: 4 }),
      fc.array(fc.lorem({ maxCount: 3 }), { minLength: 2, maxLength: 5 }),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
        (text: string) => text.replaceAll(' ', ' - '),
      ),
      (names, person, secrets, filler, written) => {
        const hide = pseudonymiser({ names, people: [person] })
        const said = [...names.map(written), written(person), ...secrets]
        const text = filler
          .flatMap((words, at) => [words, said[at] ?? ''])
          .concat(said.slice(filler.length))
          .join(' | ')
        const left = hide(text)
        expect(left).not.toMatch(/[\p{N}@]/u)
        const words =
          fold(
            left
              .replaceAll('(name)', '')
              .replaceAll('(id)', '')
              .replaceAll('(address)', '')
              .replaceAll('(account)', '')
              .replaceAll('(number)', ''),
          ).match(/\p{L}+/gu) ?? []
        for (const part of person.split(' ').map(fold)) expect(words).not.toContain(part)
        for (const whole of names) expect(` ${words.join(' ')} `).not.toContain(` ${fold(whole)} `)
      },
    ),
    { numRuns: 400 },
  )
})
