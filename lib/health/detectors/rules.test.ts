import { describe, expect, test } from 'vitest'
import { DETECTOR_KEYS } from '../alerts/alert-model.ts'
import { DETECTORS, type Signals } from './rules.ts'

const USUAL: Signals = {
  sellerId: 'sel_1',
  days: 400,
  orders7: 20,
  orders28: 80,
  ordersBefore: 160,
  jump: 1,
  refunded7: 0.01,
  refundedUsually: 0.02,
  ticket: 1,
  bankAge: null,
  isBankShared: false,
  payoutsBefore: 8,
  cashOut: null,
}

const seen = (signals: Partial<Signals>) =>
  DETECTOR_KEYS.filter((key) => DETECTORS[key].look({ ...USUAL, ...signals }).level === 'raise')

describe('a detector', () => {
  test('says nothing of a usual week', () => {
    expect(seen({})).toEqual([])
  })

  test.each([
    ['volume_jump', { jump: 4.2 }],
    ['refund_burst', { refunded7: 0.13 }],
    ['new_bank', { bankAge: 2 }],
    ['shared_bank', { isBankShared: true }],
    ['ticket_size', { ticket: 3.6 }],
    ['cash_out', { cashOut: 5 }],
  ] as const)('%s says what it saw', (key, signals) => {
    expect(seen(signals)).toEqual([key])
    expect(DETECTORS[key].look({ ...USUAL, ...signals }).sentence).toMatch(/^[A-Z0-9].{20,}\.$/)
  })

  test.each([
    ['volume_jump', { jump: 9, orders7: 14 }],
    ['volume_jump', { jump: 9, ordersBefore: 15 }],
    ['refund_burst', { refunded7: 0.9, orders28: 19 }],
    ['refund_burst', { refunded7: 0.25, refundedUsually: 0.2 }],
    ['refund_burst', { refunded7: 0.05, refundedUsually: 0 }],
    ['new_bank', { bankAge: 2, days: 29 }],
    ['new_bank', { bankAge: 15 }],
    ['ticket_size', { ticket: 9, orders7: 4 }],
    ['cash_out', { cashOut: 9, payoutsBefore: 2 }],
  ] as const)('%s says nothing on too little: %o', (key, signals) => {
    expect(DETECTORS[key].look({ ...USUAL, ...signals }).level).toBe('clear')
  })

  test('leaves a gap between raising and clearing', () => {
    expect(DETECTORS.volume_jump.look({ ...USUAL, jump: 3 }).level).toBe('between')
    expect(DETECTORS.refund_burst.look({ ...USUAL, refunded7: 0.09 }).level).toBe('between')
    expect(DETECTORS.new_bank.look({ ...USUAL, bankAge: 10 }).level).toBe('between')
    expect(DETECTORS.ticket_size.look({ ...USUAL, ticket: 2 }).level).toBe('between')
    expect(DETECTORS.cash_out.look({ ...USUAL, cashOut: 2 }).level).toBe('between')
  })

  test('looks sooner at what leaves to a bank account that is new', () => {
    expect(seen({ cashOut: 2.5, bankAge: 12 })).toEqual(['cash_out'])
    expect(DETECTORS.cash_out.look({ ...USUAL, cashOut: 2.5, bankAge: 12 }).sentence).toContain('that is new')
  })
})
