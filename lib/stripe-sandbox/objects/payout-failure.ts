import { refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { disableBank } from './payout-bank.ts'

export const FAILURE_CODES = [
  'account_closed',
  'could_not_process',
  'incorrect_account_holder_name',
  'no_account',
] as const
type FailureCode = (typeof FAILURE_CODES)[number]

const MESSAGES: Readonly<Record<FailureCode, string>> = {
  account_closed: 'The bank account has been closed.',
  could_not_process: 'The bank could not process this payout.',
  incorrect_account_holder_name: 'The name of the account holder does not match the bank account.',
  no_account: 'The bank account could not be located.',
}

/**
 * The bank sends a payout back, also some days after it counted as paid; the money is in the balance again, and the next
 * payout takes it along. On request the bank account is disabled with it, as Stripe does (docs.stripe.com/payouts#payout-failures).
 */
export function failPayout(
  world: World,
  account: string,
  payout: Rows['payout'],
  code: FailureCode,
  { disablesBank = false } = {},
): Rows['payout'] {
  if (payout.status === 'failed' || payout.status === 'canceled') {
    throw refused('payouts_not_allowed', `Payout ${payout.id} is ${payout.status} already.`)
  }
  const back = post(world, account, {
    type: 'payout_failure',
    category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: 'Payout failure',
  })
  const failed = world.store.update('payout', payout, {
    status: 'failed',
    failure_balance_transaction: back.id,
    failure_code: code,
    failure_message: MESSAGES[code],
  })
  recordEvent(world, account, 'payout.failed', 'payout', failed)
  if (disablesBank) disableBank(world, account, payout.destination ?? '')
  return failed
}
