import { describe, expect, test } from 'vitest'
import { VARIANCE_CLASS_NAMES } from './classes-model.ts'
import { writeOffAgainst, writeOffLine } from './write-off-model.ts'

const of = (name: (typeof VARIANCE_CLASS_NAMES)[number], minor: number, subjectKind = 'payout') => {
  const line = writeOffLine({ class: name, subjectKind, sellerId: 'sel_1', amountMinor: BigInt(minor) })
  return line === null ? null : [line.code, line.lineMinor, writeOffAgainst(line)]
}

describe('a write-off', () => {
  test('of what the bank kept credits what is in transit and costs it; of what it gave too much the other way round', () => {
    expect(of('short_payout', -1_200)).toEqual(['payouts_in_transit', -1_200n, 'other_expense'])
    expect(of('payout_over', 300)).toEqual(['payouts_in_transit', 300n, 'other_income'])
    expect(of('bank_line_missing', -50_000)).toEqual(['payouts_in_transit', -50_000n, 'other_expense'])
    expect(of('short_payout', -100, 'topup')).toEqual(['topups_in_transit', -100n, 'other_expense'])
  })

  test('of what a seller was paid too much is bad debt; what we owe one is never written off', () => {
    expect(of('duplicate_transfer', 8_000, 'settlement')).toEqual(['seller_payable', -8_000n, 'bad_debt'])
    expect(of('wrong_commission', -8_000, 'settlement')).toBeNull()
    expect(of('missing_transfer', -8_000, 'settlement')).toBeNull()
    expect(of('wrong_application_fee', 200, 'settlement')).toBeNull()
    expect(of('wrong_application_fee', -200, 'settlement')).toEqual([
      'application_fee_clearing',
      -200n,
      'other_expense',
    ])
  })

  test('is there for no class whose difference is not in our books', () => {
    const without = VARIANCE_CLASS_NAMES.filter((name) => of(name, 500) === null && of(name, -500) === null)
    expect(without).toEqual(
      expect.arrayContaining(['bank_line_unexpected', 'seller_record_mismatch', 'fx_rounding', 'payout_unexplained']),
    )
    expect(of('short_payout', 0)).toBeNull()
  })
})
