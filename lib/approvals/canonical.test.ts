import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, hashArguments } from './canonical.ts'

/** The same value with the fields of every object written in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, turned(part)]),
  )
}

const ARGUMENTS = { destination: 'acct_nordic', amount: '8000', currency: 'USD', metadata: { b: ['2', '1'], a: null } }

test('the order in which fields were written does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
    }),
  )
})

test('what is read back is what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(plain)
    }),
  )
})

test('the text is fixed: a hash of last year is a hash of today', () => {
  const text = canonicalJson(ARGUMENTS)
  expect(text).toBe(
    '{"amount":"8000","currency":"USD","destination":"acct_nordic","metadata":{"a":null,"b":["2","1"]}}',
  )
  expect(hashArguments('{}')).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
})

test.each([
  { ...ARGUMENTS, amount: '8001' },
  { ...ARGUMENTS, destination: 'acct_tide' },
  { ...ARGUMENTS, metadata: { b: ['1', '2'], a: null } },
  { ...ARGUMENTS, more: '' },
])('another argument is another hash: %o', (changed) => {
  expect(hashArguments(canonicalJson(changed))).not.toBe(hashArguments(canonicalJson(ARGUMENTS)))
})
