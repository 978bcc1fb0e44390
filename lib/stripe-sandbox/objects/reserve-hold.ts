import { DAY, dayStart } from '../core/clock.ts'
import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { fundsIn, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type HoldRow = Rows['reserve_hold']
type Reason = Rows['reserve_release']['reason']

type NewHold = {
  amount: number
  currency: string
  /** Days after which it is released by itself; never without it. */
  releaseAfterDays: number | null
}

/** Sets money of an account aside against risk: it stays the account's and cannot be paid out. */
export function holdInReserve(world: World, account: string, { amount, currency, releaseAfterDays }: NewHold): HoldRow {
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  const { available } = fundsIn(world, account, currency)
  if (available < amount) {
    throw refused(
      'balance_insufficient',
      `Only ${displayAmount(available, currency)} can be held in reserve.`,
      'amount',
    )
  }
  const id = world.ids.next('reshold')
  const releaseAfter = releaseAfterDays === null ? null : world.now() + releaseAfterDays * DAY
  const scheduled = releaseAfter === null ? null : dayStart(releaseAfter) + DAY
  const hold = world.store.insert('reserve_hold', account, {
    id,
    object: 'reserve.hold',
    amount,
    amount_releasable: amount,
    created: world.now(),
    created_by: 'stripe',
    currency,
    destination: 'risk_reserved',
    is_releasable: true,
    livemode: false,
    metadata: {},
    reason: 'standalone',
    release_details: [],
    release_schedule: { release_after: releaseAfter, scheduled_release: scheduled },
    reserve_plan: null,
    source_charge: null,
    source_type: 'card',
  })
  shift(world, account, 'reserve_hold', { amount, currency, source: id })
  recordEvent(world, account, 'reserve.hold.created', 'reserve_hold', hold)
  if (scheduled !== null) schedule(world, scheduled, 'reserve_expired', account, id)
  return hold
}

/** Gives held money back, or a part of it. */
export function releaseHold(
  world: World,
  account: string,
  hold: HoldRow,
  { amount: wanted, reason }: { amount: number | undefined; reason: Reason },
): HoldRow {
  const left = hold.amount_releasable ?? 0
  const amount = wanted ?? left
  if (amount < 1 || amount > left) {
    const most = displayAmount(left, hold.currency)
    throw refused('reserve_hold_not_releasable', `At most ${most} of ${hold.id} can be released.`, 'amount')
  }
  const release = world.store.insert('reserve_release', account, {
    id: world.ids.next('resrel'),
    object: 'reserve.release',
    amount,
    created: world.now(),
    created_by: 'stripe',
    currency: hold.currency,
    destination: 'payments',
    livemode: false,
    metadata: {},
    reason,
    released_at: world.now(),
    reserve_hold: hold.id,
    reserve_plan: null,
  })
  shift(world, account, 'reserve_release', { amount: -amount, currency: hold.currency, source: release.id })
  const changed = world.store.update('reserve_hold', hold, {
    amount_releasable: left - amount,
    is_releasable: left > amount,
    release_details: [...(hold.release_details ?? []), { amount, reserve_release: release.id }],
  })
  recordEvent(world, account, 'reserve.release.created', 'reserve_release', release)
  recordEvent(world, account, 'reserve.hold.updated', 'reserve_hold', changed, { amount_releasable: left })
  return changed
}

/** The day has come on which it is released by itself, unless nothing is left of it. */
export function expireHold(world: World, account: string, id: string): void {
  const hold = world.require('reserve_hold', account, id)
  if (hold.is_releasable) releaseHold(world, account, hold, { amount: undefined, reason: 'hold_expired' })
}

type Shift = { amount: number; currency: string; source: string }

/** Out of one balance of the account and into the other, or back when negative. */
function shift(
  world: World,
  account: string,
  type: 'reserve_hold' | 'reserve_release',
  { amount, currency, source }: Shift,
) {
  const both = { type, category: 'risk_reserved_funds', currency, source }
  post(world, account, { ...both, amount: -amount })
  post(world, account, { ...both, amount, balanceType: 'risk_reserved' })
}
