import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { alike, settle } from '../money/exchange.ts'
import { availableOn } from '../money/settles.ts'
import { createApplicationFee } from './application-fee.ts'
import { createDestinationTransfer } from './transfer.ts'

type ChargeRow = Rows['charge']

/** A destination charge hands its money on at once; a fee comes back out of the payment the seller receives. */
export function passOn(world: World, charge: ChargeRow, captured: number): ChargeRow {
  const destination = charge.transfer_data?.destination ?? ''
  const applicationFee = Math.min(charge.application_fee_amount ?? 0, captured)
  // What is passed on is what reached the balance, not what the buyer saw.
  const settled = settle(world, world.platform, captured, charge.currency)
  const transfer = createDestinationTransfer(world, charge, {
    amount: alike(settled, Math.min(charge.transfer_data?.amount ?? captured, captured)),
    currency: settled.currency,
    applicationFee: alike(settled, applicationFee),
    destination,
  })
  const payment = transfer.destination_payment ?? ''
  const changed = world.store.update('charge', charge, {
    transfer: transfer.id,
    transfer_group: transfer.transfer_group,
  })
  if (applicationFee === 0) return changed
  const fee = createApplicationFee(world, {
    amount: applicationFee,
    currency: charge.currency,
    account: destination,
    charge: payment,
    originating: charge.id,
    availableOn: availableOn(world.now()),
  })
  const received = world.require('charge', destination, payment)
  world.store.update('charge', received, { application_fee: fee.id, application_fee_amount: fee.amount })
  return world.store.update('charge', changed, { application_fee: fee.id })
}
