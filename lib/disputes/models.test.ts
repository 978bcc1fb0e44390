import { describe, expect, test } from 'vitest'
import { CHANCE_SAMPLE_MIN, chanceOf, chanceWords } from './chance-model.ts'
import { draftWords, type SaleFacts } from './draft-model.ts'
import { factsPdf } from './facts-pdf.ts'
import { placeFiles } from './place-files.ts'
import { networkNote, ruleOfReason } from './reason-model.ts'
import { recommend, type Weighed } from './recommend-model.ts'
import { draftNote } from './seller-note-model.ts'
import { sniff } from './sniff.ts'
import { statusLook, VIEWS } from './status-model.ts'

const history = (won: number, decided: number, network = 'visa', reason = 'fraudulent') => ({
  reason,
  network,
  won,
  decided,
})

describe('the chance', () => {
  test('is our own share of the same reason and network where enough were decided, else of wider ones, else nothing', () => {
    const enough = history(3, CHANCE_SAMPLE_MIN)
    expect(chanceOf([enough], 'fraudulent', 'visa')).toMatchObject({ bps: 3_750, basis: 'reason_and_network' })
    expect(chanceOf([history(1, 4), history(3, 4, 'amex')], 'fraudulent', 'visa')).toMatchObject({
      bps: 5_000,
      basis: 'reason',
    })
    expect(chanceOf([enough], 'duplicate', 'visa').basis).toBe('everything')
    const none = chanceOf([history(3, CHANCE_SAMPLE_MIN - 1)], 'fraudulent', 'visa')
    expect(none).toMatchObject({ bps: null, basis: 'none' })
    expect(chanceWords(none, 'fraudulent', 'visa')).toContain('no chance is stated')
  })
})

const weighed = (changes: Partial<Weighed> = {}): Weighed => ({
  kind: 'dispute',
  status: 'needs_response',
  reason: 'product_not_received',
  currency: 'USD',
  amountMinor: 10_000n,
  leftMinor: 0n,
  isOver: false,
  daysLeft: 0,
  chance: { bps: 5_000, won: 10, decided: 20, basis: 'reason' },
  counterFeeMinor: 1_500n,
  evidence: { held: 4, wanted: 5 },
  hasTwin: false,
  refundedMinor: 0n,
  ...changes,
})

describe('what is recommended', () => {
  test.each([
    ['an answer that is worth more than it costs', {}, 'counter'],
    ['a small dispute that the fee eats', { amountMinor: 1_000n }, 'accept'],
    [
      'nothing to prove and no history',
      { evidence: { held: 0, wanted: 5 }, chance: { bps: null, won: 0, decided: 0, basis: 'none' } },
      'accept',
    ],
    [
      'nothing to prove yet, and time to ask',
      { evidence: { held: 0, wanted: 5 }, daysLeft: 5, chance: { bps: null, won: 0, decided: 0, basis: 'none' } },
      'gather',
    ],
    ['the same payment twice', { reason: 'duplicate', hasTwin: true }, 'accept'],
    ['a refund that was made', { reason: 'credit_not_processed', refundedMinor: 500n, amountMinor: 1_000n }, 'counter'],
    ['a deadline that is over', { isOver: true }, 'none'],
    ['a case under review', { status: 'under_review' }, 'wait'],
    ['one that was prevented', { status: 'prevented' }, 'none'],
    ['an appeal that waits', { status: 'appeal_needs_response' }, 'counter'],
    [
      'an inquiry with good evidence',
      { kind: 'inquiry', status: 'warning_needs_response', leftMinor: 10_000n },
      'counter',
    ],
    [
      'an inquiry we cannot answer',
      { kind: 'inquiry', status: 'warning_needs_response', leftMinor: 10_000n, evidence: { held: 0, wanted: 5 } },
      'refund',
    ],
    ['a warning', { kind: 'warning', status: 'fraud_warning', leftMinor: 9_000n }, 'refund'],
  ] as const)('for %s', (_, changes, path) => {
    const { path: is, reasons } = recommend(weighed(changes as Partial<Weighed>))
    expect(is).toBe(path)
    expect(reasons.length).toBeGreaterThan(0)
  })

  test('refunds only the part an inquiry is about', () => {
    const partial = weighed({
      kind: 'inquiry',
      status: 'warning_needs_response',
      amountMinor: 2_000n,
      leftMinor: 9_000n,
      evidence: { held: 0, wanted: 5 },
    })
    expect(recommend(partial)).toMatchObject({ path: 'partial_refund', amountMinor: 2_000n })
  })
})

const sale: SaleFacts = {
  chargeId: 'ch_1',
  orderId: 'ORD-1',
  invoiceNumber: '',
  paidOn: '2026-11-10',
  amount: '100.00 USD',
  sellerName: 'Nordic Ceramics',
  items: ['Vase <b>blue</b>'],
  buyerName: 'Ana 花子',
  buyerEmail: '',
  billingAddress: '',
  purchaseIp: '',
  shipping: { address: '', carrier: '', tracking: '', name: '' },
  shippedOn: '',
  refunds: [],
  undisputedBefore: 2,
  isAuthenticated: false,
  twinChargeId: 'ch_0',
}

test('a draft says what our data says, and leaves out what it does not', () => {
  const words = draftWords(sale, 'duplicate')
  expect(words).toMatchObject({
    product_description: 'Vase <b>blue</b>',
    customer_name: 'Ana 花子',
    duplicate_charge_id: 'ch_0',
  })
  expect(words.uncategorized_text).toContain('2 earlier payments')
  expect(words).not.toHaveProperty('shipping_carrier')
})

test('every document has a place of its own in Stripe’s form', () => {
  const files = ['receipt', 'receipt', 'customer_communication', 'receipt'].map((field, id) => ({ field, id }))
  const placed = [...placeFiles(files)].map(([place, { id }]) => [place, id])
  expect(placed.slice(0, 3)).toEqual([
    ['receipt', 0],
    ['customer_communication', 2],
    ['uncategorized_file', 1],
  ])
  expect(placed).toHaveLength(4)
  expect(() => placeFiles(Array.from({ length: 10 }, () => ({ field: 'receipt' })))).toThrow()
})

test('a written document is a PDF that we would take ourselves', async () => {
  const bytes = await factsPdf({
    title: 'Receipt',
    facts: [
      ['Buyer', sale.buyerName],
      ['Order', ''],
    ],
    madeAt: new Date(0),
  })
  expect(sniff(bytes)).toBe('application/pdf')
  expect(sniff(new TextEncoder().encode('#!/bin/sh'))).toBe('program')
  expect(sniff(new TextEncoder().encode('hello'))).toBeNull()
})

test('every status of Stripe has a word and a place, and unknown ones show as they are', () => {
  const placed = Object.values(VIEWS).flatMap(({ statuses }) => statuses ?? [])
  for (const status of placed) expect(statusLook(status).word).not.toContain('_')
  expect(statusLook('something_new')).toEqual({ word: 'something new', tone: 'plain' })
  expect(ruleOfReason('noncompliant').name).toBe('Other')
  expect(networkNote('visa', 'fraudulent')).toContain('10.4')
  const note = draftNote({
    status: 'lost',
    amount: '1.00 USD',
    reason: 'general',
    order: '',
    dueOn: '',
    sellerName: 'A',
  })
  expect(note.body).toContain('goes back')
})
