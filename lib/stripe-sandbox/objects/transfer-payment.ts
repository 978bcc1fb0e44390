import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { alike, settle } from '../money/exchange.ts'
import { post } from '../money/ledger.ts'
import { blankCharge } from './charge-row.ts'

type ChargeRow = Rows['charge']

/** What a transfer looks like on the seller's side: a payment from the platform. */
export function createTransferPayment(
  world: World,
  account: string,
  input: {
    amount: number
    currency: string
    transfer: string
    transferGroup: string | null
    availableOn: number
    /** What the platform takes of it at once. */
    applicationFee?: number
  },
): ChargeRow {
  const id = world.ids.next('py')
  const settled = settle(world, account, input.amount, input.currency)
  const fee = alike(settled, input.applicationFee ?? 0)
  const posted = post(world, account, {
    type: 'payment',
    category: 'charge',
    ...settled,
    source: id,
    availableOn: input.availableOn,
    fees: fee === 0 ? [] : [{ amount: fee, type: 'application_fee', description: 'Application fee' }],
  })
  return world.store.insert('charge', account, {
    ...blankCharge(world, id, input.amount, input.currency),
    amount_captured: input.amount,
    balance_transaction: posted.id,
    payment_method_details: { type: 'stripe_account', stripe_account: {} },
    source_transfer: input.transfer,
    transfer_group: input.transferGroup,
  })
}
