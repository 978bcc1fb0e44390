import type { AccountCode } from '#lib/ledger/chart.ts'
import type { VarianceClass } from './classes-model.ts'

/** Above this, in whole units of the functional currency, two people approve a write-off. */
export const WRITE_OFF_MAJOR_MAX = 1_000n

type Difference = {
  readonly class: VarianceClass
  readonly subjectKind: string
  readonly sellerId: string
  /** Signed minor units: what is there less what should be. */
  readonly amountMinor: bigint
}

/** The account in which our books still hold the difference, and by how much a write-off moves it: debits positive. */
export type WriteOffLine = {
  readonly code: AccountCode
  readonly subject: string
  readonly lineMinor: bigint
}

/**
 * What writing a variance off moves; null where the books hold nothing of it, or where it is somebody else's money: what we owe a
 * seller is never written off.
 */
export function writeOffLine({ class: name, subjectKind, sellerId, amountMinor }: Difference): WriteOffLine | null {
  if (amountMinor === 0n) return null
  if (name === 'short_payout' || name === 'payout_over' || name === 'bank_line_missing') {
    const code = subjectKind === 'topup' ? 'topups_in_transit' : 'payouts_in_transit'
    return { code, subject: '', lineMinor: amountMinor }
  }
  if (name === 'wrong_application_fee' && amountMinor < 0n)
    return { code: 'application_fee_clearing', subject: '', lineMinor: amountMinor }
  if ((name === 'duplicate_transfer' || name === 'wrong_commission') && amountMinor > 0n && sellerId !== '')
    return { code: 'seller_payable', subject: sellerId, lineMinor: -amountMinor }
  return null
}

/** What it costs, or brings: a seller's debt is bad debt, the rest other expense or income. */
export function writeOffAgainst({ code, lineMinor }: WriteOffLine): AccountCode {
  if (code === 'seller_payable') return 'bad_debt'
  return lineMinor < 0n ? 'other_expense' : 'other_income'
}
