import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linksOf, type Named, type Sender } from './link-model.ts'
import { namesIn } from './names-model.ts'

const sender = (changes: Partial<Sender> = {}): Sender => ({
  address: 'bo@buyer.test',
  sellerIds: [],
  chargeIds: [],
  isCustomer: false,
  isDoubtful: false,
  ...changes,
})
const payment = (changes: Partial<Named> = {}): Named => ({
  kind: 'charge',
  id: 'ch_1001',
  name: 'ORD-1001',
  sellerIds: ['sel_nordic'],
  buyerEmails: ['bo@buyer.test'],
  ...changes,
})

test('ids and numbers are found in any text, each once, and never more than there may be', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 500 })), (text) => {
      const { charges, numbers } = namesIn(text)
      expect(charges.length).toBeLessThanOrEqual(20)
      expect(numbers.length).toBeLessThanOrEqual(60)
      expect(numbers.every((number) => /\d/.test(number) && text.includes(number))).toBe(true)
    }),
    { numRuns: 100 },
  )
  expect(namesIn('Order #ORD-6200, ch_3Qabc and (pi_9xyz).\nPaid 2026-11-19; po_77aa, dp_1q2w! see a1@b.test')).toEqual(
    {
      charges: ['ch_3Qabc'],
      paymentIntents: ['pi_9xyz'],
      disputes: ['dp_1q2w'],
      payouts: ['po_77aa'],
      refunds: [],
      numbers: ['ORD-6200', '2026-11-19'],
    },
  )
  const began = performance.now()
  namesIn('a-'.repeat(100_000))
  namesIn('1'.repeat(200_000))
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('only whoever is part of it links what they name; everybody else proposes', () => {
  const of = (by: Sender, named: Named[]) => linksOf(by, named, []).find(({ id }) => id === 'ch_1001')
  expect(of(sender(), [payment()])).toMatchObject({ state: 'linked', sellerId: 'sel_nordic' })
  expect(of(sender({ address: 'eve@else.test' }), [payment()])?.state).toBe('proposed')
  expect(of(sender({ isDoubtful: true }), [payment()])?.state).toBe('proposed')
  expect(of(sender({ address: 'x@nordic.test', sellerIds: ['sel_nordic'] }), [payment()])?.state).toBe('linked')
  expect(of(sender({ address: 'x@bauhof.test', sellerIds: ['sel_bauhof'] }), [payment()])?.state).toBe('proposed')
  expect(of(sender(), [payment({ name: '20261119' })])?.state).toBe('proposed')
})

test('the only payment of a buyer is linked, one of few is proposed, of many none', () => {
  const payments = (count: number) => Array.from({ length: count }, (_, at) => payment({ id: `ch_${at}` }))
  const states = (count: number) => linksOf(sender(), [], payments(count)).map(({ state }) => state)
  expect([states(1), states(2), states(4)]).toEqual([['linked'], ['proposed', 'proposed'], []])
})
