import { advanceSchedule } from '../billing/advance-schedule.ts'
import { advanceSubscription, expireIncomplete } from '../billing/advance-subscription.ts'
import { expireQuote } from '../billing/quote.ts'
import { finishAdvance } from '../billing/test-clock.ts'
import { warnOfTrialEnd } from '../billing/trial.ts'
import { foretellInvoice } from '../billing/upcoming.ts'
import { DAY } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { balanceOf } from '../money/balance.ts'
import { followPayment } from '../objects/aftermath.ts'
import { decideDebit } from '../objects/bank-debit.ts'
import { concludeCheckout, expireCheckout } from '../objects/checkout-session.ts'
import { coverNegativeBalances } from '../objects/connect-reserve.ts'
import { decideDispute, letDisputeLapse } from '../objects/dispute-outcome.ts'
import { advanceInvoice, concludeDebit, passDueDate } from '../objects/invoice-payment.ts'
import { payOutAutomatically, recordPayoutPaid, recordPayoutReconciled, recordPayoutSent } from '../objects/payout.ts'
import { failRefund } from '../objects/refund-failure.ts'
import { arriveRefund } from '../objects/refund-pending.ts'
import { finishReport } from '../objects/report-run.ts'
import { expireHold } from '../objects/reserve-hold.ts'
import { receiveTopup } from '../objects/topup.ts'
import { recordSnapshot } from '../webhooks/record-event.ts'
import { type Job, type JobKind, schedule } from './schedule.ts'

const EVENT_LIFETIME = 30 * DAY

/** What each kind of due work does. Daily ones put themselves back on the schedule. */
export const JOBS: Readonly<Record<JobKind, (world: World, job: Job) => void>> = {
  funds: (world, { due }) => {
    announceFunds(world, due)
    schedule(world, due + DAY, 'funds', '', '')
  },
  invoice: (world, { account, subject }) => advanceInvoice(world, account, subject),
  payouts: (world, { due }) => {
    payOutAutomatically(world)
    schedule(world, due + DAY, 'payouts', '', '')
  },
  payout_sent: (world, { account, subject }) => recordPayoutSent(world, account, subject),
  payout_paid: (world, { account, subject }) => recordPayoutPaid(world, account, subject),
  payout_reconciled: (world, { account, subject }) => recordPayoutReconciled(world, account, subject),
  aftermath: (world, { account, subject }) => followPayment(world, account, subject),
  dispute_due: (world, { account, subject }) => letDisputeLapse(world, account, subject),
  dispute_decided: (world, { account, subject }) => decideDispute(world, account, subject),
  refund_fails: (world, { account, subject }) => failRefund(world, account, subject),
  report: (world, { account, subject }) => finishReport(world, account, subject),
  topup: (world, { account, subject }) => receiveTopup(world, account, subject),
  debit_decided: (world, { account, subject }) => {
    decideDebit(world, account, subject)
    concludeDebit(world, account, subject)
    concludeCheckoutOf(world, account, subject)
  },
  checkout_expires: (world, { account, subject }) => {
    const session = world.store.find('checkout_session', account, subject)
    if (session?.status === 'open') expireCheckout(world, account, session)
  },
  subscription: (world, { account, subject }) => advanceSubscription(world, account, subject),
  quote_expires: (world, { account, subject }) => expireQuote(world, account, subject),
  subscription_schedule: (world, { account, subject }) => advanceSchedule(world, account, subject),
  upcoming: (world, { account, subject }) => foretellInvoice(world, account, subject),
  trial_will_end: (world, { account, subject }) => warnOfTrialEnd(world, account, subject),
  incomplete_expires: (world, { account, subject }) => expireIncomplete(world, account, subject),
  invoice_overdue: (world, { account, subject }) => passDueDate(world, account, subject),
  test_clock: (world, { account, subject }) => finishAdvance(world, account, subject, JOBS),
  refund_arrives: (world, { account, subject }) => arriveRefund(world, account, subject),
  reserve_expired: (world, { account, subject }) => expireHold(world, account, subject),
  connect_reserves: (world, { due }) => {
    coverNegativeBalances(world)
    schedule(world, due + DAY, 'connect_reserves', '', '')
  },
  prune: (world, { due }) => {
    pruneEvents(world, due - EVENT_LIFETIME)
    schedule(world, due + DAY, 'prune', '', '')
  },
}

/** Tells each account whose pending money became available since the midnight before. */
function announceFunds(world: World, midnight: number): void {
  if (midnight < world.eventsFrom) return
  const found = world.store
    .statement(
      'SELECT DISTINCT account FROM balance_transaction WHERE available_on > ? AND available_on <= ? AND created < available_on ORDER BY account',
    )
    .all(midnight - DAY, midnight)
  for (const { account } of found) {
    recordSnapshot(world, String(account), 'balance.available', balanceOf(world, String(account)))
  }
}

function pruneEvents(world: World, before: number): void {
  world.store.statement('DELETE FROM delivery WHERE event IN (SELECT id FROM event WHERE created < ?)').run(before)
  world.store.statement('DELETE FROM event WHERE created < ?').run(before)
}

/** The debit's charge names the payment intent, and that the checkout session. */
function concludeCheckoutOf(world: World, account: string, chargeId: string): void {
  const intent = world.store.find('charge', account, chargeId)?.payment_intent
  if (typeof intent === 'string') concludeCheckout(world, account, intent)
}
