import { DAY, dayStart, HOUR, MINUTE } from '../core/clock.ts'
import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { AccountRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { type FeeDetail, fundsIn, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { payableBank, requirePayableBank } from './payout-bank.ts'
import { isPayoutDay } from './payout-schedule.ts'

type PayoutRow = Rows['payout']

const SENT_AFTER = 6 * HOUR
const ARRIVES_AFTER_DAYS = 1
const RECONCILED_AFTER = HOUR
const INSTANT_AFTER = 30 * MINUTE
const INSTANT_FEE_PERCENT = 1
const INSTANT_FEE_MIN = 50

/** Pays out every account whose schedule names today. */
export function payOutAutomatically(world: World): void {
  for (const account of world.store.all('account', world.platform)) {
    if (account.payouts_enabled && isPayoutDay(account, world.now())) payOutAvailable(world, account)
  }
}

/** Takes what is available beyond the minimum in each currency that has a bank account; the payout is its sum. */
function payOutAvailable(world: World, account: AccountRow): void {
  const due = world.store
    .statement(
      `SELECT id, by_currency AS currency, net FROM balance_transaction INDEXED BY balance_transaction_by_payout
        WHERE account = ? AND by_payout IS NULL AND available_on <= ? AND balance_type = 'payments' ORDER BY seq`,
    )
    .all(account.id, world.now()) as unknown as { id: string; currency: string; net: number }[]
  for (const [currency, found = []] of Object.entries(Object.groupBy(due, (line) => line.currency))) {
    const lines = leaving(found, account._minimum_balance?.[currency] ?? 0)
    const amount = lines.reduce((sum, line) => sum + line.net, 0)
    if (amount <= 0 || !payableBank(world, account.id, currency)) continue
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

/** The oldest lines, as many as leave at least that much behind. */
function leaving<T extends { net: number }>(lines: readonly T[], minimum: number): readonly T[] {
  let left = lines.reduce((sum, line) => sum + line.net, 0)
  if (minimum <= 0) return lines
  let count = 0
  lines.forEach((line, index) => {
    left -= line.net
    if (left >= minimum) count = index + 1
  })
  return lines.slice(0, count)
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
  method?: 'standard' | 'instant'
  /** The payout that this one takes back; then the amount is negative. */
  original?: string
}

/** A payout by hand: any amount that is available. It cannot be itemised. */
export function createManualPayout(world: World, account: string, input: Omit<NewPayout, 'automatic'>): PayoutRow {
  if (input.amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  const { available } = fundsIn(world, account, input.currency)
  const fee = feesOf(input).reduce((sum, { amount }) => sum + amount, 0)
  if (available < input.amount + fee) {
    throw refused(
      'balance_insufficient',
      `You have insufficient funds in your Stripe account for this transfer. Your available balance is ${displayAmount(available, input.currency)}.`,
    )
  }
  return createPayout(world, account, { ...input, automatic: false })
}

/** What Stripe takes for paying out within minutes: a percentage, and not less than a minimum. */
function feesOf({ amount, method }: Pick<NewPayout, 'amount' | 'method'>): FeeDetail[] {
  if (method !== 'instant') return []
  const hundredths = amount * INSTANT_FEE_PERCENT + 50
  const fee = Math.max((hundredths - (hundredths % 100)) / 100, INSTANT_FEE_MIN)
  return [{ amount: fee, type: 'stripe_fee', description: 'Instant payout fee' }]
}

/** When it reaches the bank: within minutes when instant, else the next day, by hand the day after. */
function arrivalOf(now: number, { automatic, method }: NewPayout): number {
  if (method === 'instant') return now + INSTANT_AFTER
  return dayStart(now) + (ARRIVES_AFTER_DAYS + (automatic ? 0 : 1)) * DAY
}

/** Sends money to the default bank account of its currency, or with a negative amount debits it. */
export function createPayout(world: World, account: string, input: NewPayout): PayoutRow {
  const bank = requirePayableBank(world, account, input.currency)
  if (input.method === 'instant' && !bank.available_payout_methods?.includes('instant')) {
    throw refused(
      'instant_payouts_unsupported',
      `The bank account ${bank.id} cannot receive instant payouts.`,
      'method',
    )
  }
  const id = world.ids.next('po')
  const posted = post(world, account, {
    type: 'payout',
    category: input.original === undefined ? 'payout' : 'payout_reversal',
    amount: -input.amount,
    fees: feesOf(input),
    currency: input.currency,
    source: id,
    description: input.description,
    payout: input.automatic ? id : null,
  })
  const arrival = arrivalOf(world.now(), input)
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
    method: input.method ?? 'standard',
    original_payout: input.original ?? null,
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
