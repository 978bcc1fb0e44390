import { DAY, HOUR } from '../core/clock.ts'
import type { Rows } from '../core/kinds.ts'
import { fundsIn } from '../money/ledger.ts'
import { createReversal } from '../objects/reversal.ts'
import { applicationFeesOf } from './application-fees.ts'
import type { DiscrepancyClass } from './discrepancy.ts'
import { type Order, onlySeller, totalOf } from './order.ts'
import { sharesOf, transferShare } from './pay-sellers.ts'
import { accountOf, chargeOf, homeOf, type Stage } from './stage.ts'
import { plantDiscrepancy } from './truth.ts'

/** What is known of an order when its mistake is made. */
type Case = {
  order: Order
  charge: Rows['charge']
  seller: string
  due: number
  transfer: Rows['transfer'] | undefined
}

/** Makes what is wrong about the order, and writes it into the answer key. False asks to be tried again the next day. */
export function makeMistake(stage: Stage, order: Order): boolean {
  const found = caseOf(stage, order)
  const { discrepancy } = order
  if (!found || !discrepancy) return true
  switch (discrepancy) {
    case 'wrong_application_fee': {
      const { agreed, set } = applicationFeesOf(stage, order)
      const fee = typeof found.charge.application_fee === 'string' ? found.charge.application_fee : ''
      return note(stage, found, discrepancy, set - agreed, { application_fee: fee })
    }
    case 'wrong_commission':
      // The other way round than what is missing: what was paid above what was due.
      return note(stage, found, discrepancy, (found.transfer?.amount ?? 0) - found.due)
    case 'missing_transfer':
      return note(stage, found, discrepancy, found.due)
    case 'duplicate_transfer':
      return payTwice(stage, found)
    case 'unreported_reversal':
      return reverseUnheard(stage, found)
    case 'seller_record_mismatch':
      return note(stage, found, discrepancy, recordedTotal(order) - totalOf(order))
    case 'fx_rounding':
      return note(stage, found, discrepancy, -ROUNDED_AWAY, {}, 'usd')
    case 'seller_record_missing':
      return note(stage, found, discrepancy, totalOf(order))
  }
}

function caseOf(stage: Stage, order: Order): Case | undefined {
  const charge = chargeOf(stage, order)
  const seller = onlySeller(order)
  if (!charge || seller === null) return undefined
  const [transfer] = stage.world.store.all('transfer', stage.world.platform, { source_transaction: charge.id })
  return { order, charge, seller, due: sharesOf(stage, order, charge).get(seller) ?? 0, transfer }
}

/** The same share again, this time from what the platform has earned, as somebody does who did not see the first. */
function payTwice(stage: Stage, found: Case): boolean {
  const { world } = stage
  if (fundsIn(world, world.platform, found.order.currency).available < found.due) return false
  const second = transferShare(stage, found.order, found.seller, found.due, null)
  return note(stage, found, 'duplicate_transfer', second.amount, { duplicate: second.id })
}

/** Takes the share back without a word: no event is recorded, so no webhook is ever sent. */
function reverseUnheard(stage: Stage, found: Case): boolean {
  const { world } = stage
  const { transfer } = found
  if (!transfer) return true
  const bearable = fundsIn(world, transfer.destination ?? '', transfer.currency)
  if (bearable.available + bearable.pending < transfer.amount) return false
  const eventsFrom = world.eventsFrom
  world.eventsFrom = Number.POSITIVE_INFINITY
  const reversal = createReversal(world, transfer, { amount: undefined, metadata: {}, description: null })
  world.eventsFrom = eventsFrom
  return note(stage, found, 'unreported_reversal', reversal.amount, { transfer_reversal: reversal.id })
}

/** What the marketplace's own books say the order came to: a tenth too much where they are wrong, in whole tens. */
export function recordedTotal(order: Order): number {
  const total = totalOf(order)
  return order.discrepancy === 'seller_record_mismatch' ? total + Math.max(10, Math.floor(total / 100) * 10) : total
}

function note(
  stage: Stage,
  { order, charge, seller, transfer }: Case,
  name: DiscrepancyClass,
  amount: number,
  more: Record<string, string> = {},
  currency: string = order.currency,
): true {
  const made = stage.made.get(order)
  plantDiscrepancy(stage.world, {
    class: name,
    note: NOTES[name],
    account: homeOf(stage, order),
    ids: {
      order: order.id,
      ...(made?.invoice && { invoice: made.invoice }),
      charge: charge.id,
      payment_intent: charge.payment_intent ?? '',
      ...(transfer && { transfer: transfer.id }),
      seller: accountOf(stage, seller),
      ...more,
    },
    amount,
    currency,
  })
  return true
}

/** Cents that truncating loses against rounding. */
export const ROUNDED_AWAY = 1

const NOTES: Readonly<Record<DiscrepancyClass, string>> = {
  wrong_application_fee: 'The fee taken is not what the contract says. The amount is taken less agreed.',
  wrong_commission:
    'The line names another rate than the contract, and the seller was paid by it. The amount is paid less due.',
  fx_rounding:
    'The order records hold a cent less in US dollars than the rate gives. The amount is recorded less right.',
  missing_transfer: 'Collected, and the seller was never paid. The amount is what is due.',
  duplicate_transfer: 'The share was transferred twice. The amount is the second transfer.',
  unreported_reversal: 'The transfer was reversed and no event tells of it. The amount is what was taken back.',
  seller_record_mismatch: 'The order records name another gross than was charged. The amount is recorded less charged.',
  seller_record_missing: 'Charged, and the order records know nothing of it. The amount is the charge.',
}

/** A mistake that could not be made today is tried again tomorrow. */
export const TRY_AGAIN_AFTER = DAY

/** How long after sellers were paid it happens; what is wrong from the beginning needs no time. */
export const MISTAKE_AFTER: Readonly<Partial<Record<DiscrepancyClass, number>>> = {
  duplicate_transfer: 2 * DAY + 7 * HOUR,
  unreported_reversal: 20 * HOUR,
}
