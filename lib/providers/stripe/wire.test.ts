import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currency, idIn, instant, metadata, minor, text, UnreadableWire } from './wire.ts'

describe('amounts', () => {
  test('are whole minor units, exactly', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => minor({ amount }, 'amount') === BigInt(amount)))
  })

  test.each([1.5, 2 ** 53, 1e30, Number.NaN, null, undefined, '1.5', '', {}, true])('refuse %s', (amount) => {
    expect(() => minor({ amount }, 'amount')).toThrow(UnreadableWire)
  })
})

describe('text', () => {
  test('is always text that PostgreSQL can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const kept = text({ value }, 'value')
        expect(kept.isWellFormed()).toBe(true)
        expect(kept).not.toContain('\u0000')
      }),
    )
    expect(text({ value: 'a\u0000\ud800b' }, 'value')).toBe('a\ufffd\ufffdb')
  })

  test('is empty where Stripe says nothing', () => {
    expect([text({}, 'x'), text({ x: null }, 'x'), text({ x: {} }, 'x')]).toEqual(['', '', ''])
  })
})

test('ids are read bare and expanded', () => {
  expect([idIn({ charge: 'ch_1' }, 'charge'), idIn({ charge: { id: 'ch_1' } }, 'charge'), idIn({}, 'charge')]).toEqual([
    'ch_1',
    'ch_1',
    '',
  ])
})

test('metadata keeps texts and leaves out what is none', () => {
  expect(metadata({ metadata: { 'a\u0000': 'b', n: 1, o: {} } })).toEqual({ 'a\ufffd': 'b' })
  expect(metadata({ metadata: null })).toEqual({})
})

test.each(['usd', 'JPY', 'zzz'])('%s may be a currency', (code) => {
  expect(currency({ currency: code })).toBe(code.toUpperCase())
})

test.each(['', 'dollars', null, 'u$d'])('%j is no currency', (code) => {
  expect(() => currency({ currency: code })).toThrow(UnreadableWire)
})

test.each([-1, 1.5, 1e20, 'yesterday'])('%s is no instant', (value) => {
  expect(() => instant({ created: value }, 'created')).toThrow(UnreadableWire)
})
