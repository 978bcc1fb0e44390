import { Failure } from '../core/failure.ts'
import type { Kind, Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { createAccount } from '../objects/account.ts'
import { refundApplicationFee } from '../objects/application-fee.ts'
import { changeBalanceSettings } from '../objects/balance-settings.ts'
import { answerDispute, openDispute } from '../objects/dispute.ts'
import { closeDispute } from '../objects/dispute-outcome.ts'
import { warn } from '../objects/fraud-warning.ts'
import { confirmPaymentIntent, createPaymentIntent } from '../objects/payment-intent.ts'
import { cancelPayout, createManualPayout } from '../objects/payout.ts'
import { updateBank } from '../objects/payout-bank.ts'
import { failPayout } from '../objects/payout-failure.ts'
import { reversePayout } from '../objects/payout-reversal.ts'
import { createRefund } from '../objects/refund.ts'
import { failRefund } from '../objects/refund-failure.ts'
import { cancelRefund } from '../objects/refund-pending.ts'
import { holdInReserve, releaseHold } from '../objects/reserve-hold.ts'
import { createReversal } from '../objects/reversal.ts'
import { approveReview, openReview } from '../objects/review.ts'
import { NO_ROUTING } from '../objects/routing.ts'
import { cancelTopup, createTopup, failTopup } from '../objects/topup.ts'
import { createTransfer } from '../objects/transfer.ts'

import { BILLING_ACTS } from './billing-acts.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** One act of a walk: how much, of which object, and a choice. */
export type Step = { size: number; pick: number; flag: boolean }
export type Stage = { world: World; sellers: readonly string[] }
export type Act = (stage: Stage, step: Step) => unknown

/** In turn of the currency that each can be made in. */
const DEBITS = [
  'pm_usBankAccount_success',
  'pm_sepaDebit_success',
  'pm_usBankAccount_dispute',
  'pm_sepaDebit_fails',
  'pm_usBankAccount_insufficientFunds',
  'pm_sepaDebit_dispute',
] as const
const METHODS = [
  'pm_card_visa',
  'pm_card_createDispute',
  'pm_card_createDisputeInquiry',
  'pm_card_refundFail',
  'pm_card_pendingRefund',
] as const

export const sellerOf = ({ sellers }: Stage, { pick }: Step) => sellers[pick % sellers.length] ?? ''

/** Any row of the kind on that account; nothing to do when there is none. */
export function anyOf<K extends Kind>(world: World, kind: K, account: string, pick: number): Rows[K] | undefined {
  const rows = world.store.all(kind, account)
  return rows[pick % Math.max(rows.length, 1)]
}

/** Half of the payments are in a currency that neither platform nor sellers hold; some only the platform does. */
const CURRENCIES = ['usd', 'gbp', 'eur', 'usd', 'cad'] as const
const currencyOf = ({ size }: Step) => CURRENCIES[size % CURRENCIES.length] ?? 'usd'

function pay(stage: Stage, step: Step, routing: Partial<typeof NO_ROUTING>, account = stage.world.platform) {
  const { size, pick } = step
  const intent = createPaymentIntent(stage.world, account, {
    amount: size,
    currency: currencyOf(step),
    customer: null,
    description: null,
    metadata: {},
    transferGroup: null,
    captureMethod: 'automatic',
    paymentMethod: METHODS[pick % METHODS.length] ?? null,
    routing: { ...NO_ROUTING, ...routing },
  })
  confirmPaymentIntent(stage.world, account, intent)
}

/** On whose account something is done: the platform's, or a seller's for direct charges. */
export const placeOf = (stage: Stage, step: Step) => (step.flag ? sellerOf(stage, step) : stage.world.platform)
const bare = { metadata: {}, description: null }

/** Everything that moves money, as people, banks and time do it. */
export const ACTS: Readonly<Record<string, Act>> = {
  ...BILLING_ACTS,
  separate: (stage, step) => pay(stage, step, {}),
  destination: (stage, step) =>
    pay(stage, step, {
      destination: sellerOf(stage, step),
      ...(step.flag ? { applicationFee: step.size % 97 } : { transferAmount: step.size - 7 }),
    }),
  direct: (stage, step) => pay(stage, step, { applicationFee: step.size % 89 }, sellerOf(stage, step)),
  transfer: (stage, step) =>
    createTransfer(stage.world, {
      ...bare,
      amount: step.size,
      currency: currencyOf(step) === 'eur' ? 'eur' : 'usd',
      destination: sellerOf(stage, step),
      sourceTransaction: step.flag ? (anyOf(stage.world, 'charge', stage.world.platform, step.pick)?.id ?? null) : null,
      transferGroup: null,
    }),
  reverse: ({ world }, { size, pick }) => {
    const transfer = anyOf(world, 'transfer', world.platform, pick)
    if (transfer) createReversal(world, transfer, { ...bare, amount: size })
  },
  refund: (stage, step) => {
    const account = placeOf(stage, step)
    const charge = anyOf(stage.world, 'charge', account, step.pick)
    if (charge?.source_transfer !== null) return
    createRefund(stage.world, account, charge, {
      amount: step.size % 2 === 0 ? step.size : undefined,
      reason: null,
      metadata: {},
      reverseTransfer: charge.transfer != null,
      refundApplicationFee: charge.application_fee !== null,
    })
  },
  giveFeeBack: ({ world }, { size, pick }) => {
    const fee = anyOf(world, 'application_fee', world.platform, pick)
    if (fee) refundApplicationFee(world, fee, { amount: size % 50, metadata: {} })
  },
  dispute: (stage, step) => {
    const account = placeOf(stage, step)
    const charge = anyOf(stage.world, 'charge', account, step.pick)
    if (charge?.source_transfer === null)
      openDispute(stage.world, account, charge, { amount: step.size, reason: 'duplicate' })
  },
  answer: (stage, step) => {
    const account = placeOf(stage, step)
    const dispute = anyOf(stage.world, 'dispute', account, step.pick)
    const said = step.size % 2 === 0 ? 'winning_evidence' : 'losing_evidence'
    if (dispute)
      answerDispute(stage.world, account, dispute, {
        evidence: { uncategorized_text: said },
        submit: step.size % 3 > 0,
      })
  },
  giveIn: (stage, step) => {
    const dispute = anyOf(stage.world, 'dispute', placeOf(stage, step), step.pick)
    if (dispute) closeDispute(stage.world, placeOf(stage, step), dispute)
  },
  warn: ({ world }, { pick }) => {
    const charge = anyOf(world, 'charge', world.platform, pick)
    if (charge) warn(world, world.platform, charge)
  },
  refundFails: (stage, step) => {
    const refund = anyOf(stage.world, 'refund', placeOf(stage, step), step.pick)
    if (refund?.id.startsWith('re_')) failRefund(stage.world, placeOf(stage, step), refund.id)
  },
  payOut: (stage, step) => {
    const method = step.pick % 2 === 0 ? 'instant' : 'standard'
    createManualPayout(stage.world, placeOf(stage, step), { ...bare, amount: step.size, currency: 'usd', method })
  },
  payoutCanceled: (stage, step) => {
    const payout = anyOf(stage.world, 'payout', placeOf(stage, step), step.pick)
    if (payout) cancelPayout(stage.world, placeOf(stage, step), payout)
  },
  payoutFails: (stage, step) => {
    const payout = anyOf(stage.world, 'payout', placeOf(stage, step), step.pick)
    if (payout)
      failPayout(stage.world, placeOf(stage, step), payout, 'account_closed', { disablesBank: step.size % 2 === 0 })
  },
  payoutReversed: (stage, step) => {
    const payout = anyOf(stage.world, 'payout', sellerOf(stage, step), step.pick)
    if (payout) reversePayout(stage.world, sellerOf(stage, step), payout, {})
  },
  bankUpdated: (stage, step) => {
    const account = placeOf(stage, step)
    const bank = anyOf(stage.world, 'bank_account', account, 0)
    if (bank) updateBank(stage.world, account, bank, {})
  },
  minimum: (stage, step) => {
    const account = stage.world.require('account', stage.world.platform, placeOf(stage, step))
    changeBalanceSettings(stage.world, account, { minimumBalance: { usd: step.size % 2 === 0 ? step.size : null } })
  },
  topUp: ({ world }, { size }) =>
    createTopup(world, world.platform, {
      ...bare,
      amount: size,
      currency: 'usd',
      statementDescriptor: null,
      transferGroup: null,
    }),
  topupCanceled: ({ world }, { pick }) => {
    const topup = anyOf(world, 'topup', world.platform, pick)
    if (topup) cancelTopup(world, world.platform, topup)
  },
  topupFails: ({ world }, { pick }) => {
    const topup = anyOf(world, 'topup', world.platform, pick)
    if (topup) failTopup(world, world.platform, topup.id)
  },
  hold: (stage, step) =>
    holdInReserve(stage.world, placeOf(stage, step), {
      amount: step.size % 4000,
      currency: currencyOf(step),
      releaseAfterDays: step.pick % 2 === 0 ? step.pick : null,
    }),
  release: (stage, step) => {
    const hold = anyOf(stage.world, 'reserve_hold', placeOf(stage, step), step.pick)
    const amount = step.size % 3 === 0 ? step.size % 900 : undefined
    if (hold) releaseHold(stage.world, placeOf(stage, step), hold, { amount, reason: 'hold_released_early' })
  },
  debit: (stage, { size, pick }) => {
    const intent = createPaymentIntent(stage.world, stage.world.platform, {
      amount: size,
      currency: pick % 2 === 0 ? 'usd' : 'eur',
      customer: null,
      description: null,
      metadata: {},
      transferGroup: null,
      captureMethod: 'automatic',
      paymentMethod: DEBITS[pick % DEBITS.length] ?? null,
    })
    confirmPaymentIntent(stage.world, stage.world.platform, intent)
  },
  refundCanceled: (stage, step) => {
    const refund = anyOf(stage.world, 'refund', placeOf(stage, step), step.pick)
    if (refund?.id.startsWith('re_')) cancelRefund(stage.world, placeOf(stage, step), refund)
  },
  review: (stage, step) => {
    const charge = anyOf(stage.world, 'charge', placeOf(stage, step), step.pick)
    if (charge) openReview(stage.world, placeOf(stage, step), charge)
  },
  approve: ({ world }, { pick }) => {
    const review = anyOf(world, 'review', world.platform, pick)
    if (review) approveReview(world, world.platform, review)
  },
  wait: ({ world }, { size }) => {
    const days = size % 37 === 0 ? 185 : size % 9
    const target = world.now() + days * DAY + HOUR
    runDueJobs(world, target)
    world.clock.set(target)
  },
}

/** Does it, or lets the sandbox refuse it as Stripe would; any other failure is a defect. */
export function attempt(stage: Stage, name: string, step: Step): boolean {
  try {
    if (name === 'wait') ACTS[name]?.(stage, step)
    else stage.world.transaction(() => ACTS[name]?.(stage, step))
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

/** Two sellers: one that pays Stripe itself and is paid out daily, one that the platform pays for, weekly. */
export function openSellers(world: World): string[] {
  const open = (feesPayer: 'account' | 'application', interval: 'daily' | 'weekly') =>
    world.transaction(
      () =>
        createAccount(world, {
          country: 'US',
          currency: 'usd',
          email: null,
          name: 'Ada',
          type: 'none',
          metadata: {},
          interval,
          feesPayer,
        }).id,
    )
  return [open('account', 'daily'), open('application', 'weekly')]
}
