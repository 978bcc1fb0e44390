import { DAY, dayStart, HOUR } from '../core/clock.ts'
import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { AccountRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { fundsIn, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { bankAccountFor } from './account.ts'

type PayoutRow = Rows['payout']

const SENT_AFTER = 6 * HOUR
const ARRIVES_AFTER_DAYS = 1
const RECONCILED_AFTER = HOUR
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const EPOCH_WEEKDAY = 4

/** Pays out every account whose schedule names today. */
export function payOutAutomatically(world: World): void {
  for (const account of world.store.all('account', world.platform)) {
    if (account.payouts_enabled && isPayoutDay(account, world.now())) payOutAvailable(world, account)
  }
}

function isPayoutDay(account: AccountRow, now: number): boolean {
  const schedule = account.settings?.payouts?.schedule
  if (schedule?.interval === 'daily') return true
  const weekday = WEEKDAYS[(Math.floor(now / DAY) + EPOCH_WEEKDAY) % 7]
  return schedule?.interval === 'weekly' && weekday === schedule.weekly_anchor
}

/** Takes all that is available in each currency that has a bank account; the payout is the sum of what it takes. */
function payOutAvailable(world: World, account: AccountRow): void {
  const due = world.store
    .statement(
      `SELECT id, by_currency AS currency, net FROM balance_transaction INDEXED BY balance_transaction_by_payout
        WHERE account = ? AND by_payout IS NULL AND available_on <= ? ORDER BY seq`,
    )
    .all(account.id, world.now()) as unknown as { id: string; currency: string; net: number }[]
  for (const [currency, lines = []] of Object.entries(Object.groupBy(due, (line) => line.currency))) {
    const amount = lines.reduce((sum, line) => sum + line.net, 0)
    if (amount <= 0 || !bankAccountFor(world, account.id, currency)) continue
    const payout = createPayout(world, account.id, {
      amount,
      currency,
      automatic: true,
      description: 'STRIPE PAYOUT',
      metadata: {},
    })
    for (const line of lines) assign(world, account.id, line.id, payout.id)
  }
}

function assign(world: World, account: string, transaction: string, payout: string): void {
  const row = world.require('balance_transaction', account, transaction)
  world.store.update('balance_transaction', row, { _payout: payout })
}

type NewPayout = {
  amount: number
  currency: string
  automatic: boolean
  description: string | null
  metadata: Metadata
  statementDescriptor?: string | null
}

/** A payout by hand: any amount that is available. It cannot be itemised. */
export function createManualPayout(world: World, account: string, input: Omit<NewPayout, 'automatic'>): PayoutRow {
  if (input.amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  const { available } = fundsIn(world, account, input.currency)
  if (available < input.amount) {
    throw refused(
      'balance_insufficient',
      `You have insufficient funds in your Stripe account for this transfer. Your available balance is ${displayAmount(available, input.currency)}.`,
    )
  }
  return createPayout(world, account, { ...input, automatic: false })
}

function createPayout(world: World, account: string, input: NewPayout): PayoutRow {
  const bank = bankAccountFor(world, account, input.currency)
  if (!bank) {
    throw refused(
      'payouts_not_allowed',
      `Sorry, you don't have any external accounts in that currency (${input.currency}).`,
    )
  }
  const id = world.ids.next('po')
  const posted = post(world, account, {
    type: 'payout',
    category: 'payout',
    amount: -input.amount,
    currency: input.currency,
    source: id,
    description: input.description,
    payout: input.automatic ? id : null,
  })
  const arrival = dayStart(world.now()) + (ARRIVES_AFTER_DAYS + (input.automatic ? 0 : 1)) * DAY
  const payout = world.store.insert('payout', account, {
    id,
    object: 'payout',
    amount: input.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: input.automatic,
    balance_transaction: posted.id,
    created: world.now(),
    currency: input.currency,
    description: input.description,
    destination: bank.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: input.metadata,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: input.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: input.statementDescriptor ?? null,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  })
  recordEvent(world, account, 'payout.created', 'payout', payout)
  schedule(world, world.now() + SENT_AFTER, 'payout_sent', account, id)
  schedule(world, arrival, 'payout_paid', account, id)
  return payout
}

export function recordPayoutSent(world: World, account: string, id: string): void {
  const payout = world.require('payout', account, id)
  if (payout.status !== 'pending') return
  const sent = world.store.update('payout', payout, { status: 'in_transit' })
  recordEvent(world, account, 'payout.updated', 'payout', sent, { status: payout.status })
}

export function recordPayoutPaid(world: World, account: string, id: string): void {
  const payout = world.require('payout', account, id)
  if (payout.status !== 'in_transit' && payout.status !== 'pending') return
  const paid = world.store.update('payout', payout, {
    status: 'paid',
    trace_id: { status: 'supported', value: letters(`${id}:trace`, 15).toUpperCase() },
  })
  recordEvent(world, account, 'payout.paid', 'payout', paid)
  if (payout.automatic) schedule(world, world.now() + RECONCILED_AFTER, 'payout_reconciled', account, id)
}

export function recordPayoutReconciled(world: World, account: string, id: string): void {
  const payout = world.require('payout', account, id)
  const completed = world.store.update('payout', payout, { reconciliation_status: 'completed' })
  recordEvent(world, account, 'payout.reconciliation_completed', 'payout', completed)
}

/** Stops a payout that has not left yet, and puts the money back. */
export function cancelPayout(world: World, account: string, payout: PayoutRow): PayoutRow {
  if (payout.status !== 'pending' || payout.automatic) {
    throw refused('payouts_not_allowed', `Payout ${payout.id} could not be canceled: its status is ${payout.status}.`)
  }
  const back = post(world, account, {
    type: 'payout_cancel',
    category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
  })
  const canceled = world.store.update('payout', payout, { status: 'canceled', failure_balance_transaction: back.id })
  recordEvent(world, account, 'payout.canceled', 'payout', canceled)
  return canceled
}
