import type { MirrorBatch } from '#lib/events/mirror.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { queueForPosting } from '#lib/ledger/posting-queue.ts'
import type { BalanceTransactionRow } from '#lib/providers/stripe/rows.ts'
import { NOW, PAID_AT, plainPayment, type Sale, type World } from './testing-world.ts'

/** Facts of charges that Stripe pays out itself, of disputes, and of cash, for tests of this room. */
export const SELLER_ACCOUNT = 'acct_nordic'
const LATER = new Date('2026-11-12T09:00:00Z')

type Cash = { readonly category: string; readonly amount: bigint; readonly fee?: bigint; readonly currency?: string }

/** The balance transaction `txn_<source>` of what the source moved; `part` tells several of one source apart. */
export function cash(world: World, source: string, moved: Cash & { part?: string; at?: Date }): BalanceTransactionRow {
  const { category, amount, fee = 0n, currency = 'USD', part = '', at = LATER } = moved
  return {
    account: world.entity.stripeAccount,
    id: `txn_${source}${part}`,
    asOf: at,
    raw: '{}',
    createdAt: at,
    type: category,
    reportingCategory: category,
    amountMinor: amount,
    feeMinor: fee,
    netMinor: amount - fee,
    currency,
    balanceType: 'payments',
    sourceId: source,
    feeDetails: [],
    exchangeRate: '',
    availableOn: at,
  }
}

type Destination = Sale & { readonly transfer?: bigint; readonly applicationFee?: bigint }

/** A destination charge `ch_<name>` with the transfer `tr_<name>` Stripe made, and the fee `fee_<name>` unless it is zero. */
export function destinationSale(world: World, name: string, sale: Destination = {}): MirrorBatch {
  const { amount = 10_000n, currency = 'USD' } = sale
  const { transfer = amount, applicationFee = 2_000n } = sale
  const batch = plainPayment(world, name, { ...sale, metadata: {} })
  const [charge] = batch.charge ?? []
  if (charge === undefined) throw new Error('a payment has a charge')
  const kept = { account: world.entity.stripeAccount, asOf: PAID_AT, raw: '{}', createdAt: PAID_AT, currency }
  const fee = applicationFee === 0n ? '' : `fee_${name}`
  return {
    ...batch,
    payment_intent: (batch.payment_intent ?? []).map((intent) => ({ ...intent, metadata: {} })),
    charge: [{ ...charge, destination: SELLER_ACCOUNT, transferId: `tr_${name}`, applicationFeeId: fee }],
    transfer: [
      {
        ...kept,
        id: `tr_${name}`,
        amountMinor: transfer,
        reversedMinor: 0n,
        destination: SELLER_ACCOUNT,
        destinationPaymentId: `py_${name}`,
        sourceTransactionId: `ch_${name}`,
        transferGroup: `group_pi_${name}`,
        balanceTransactionId: `txn_tr_${name}`,
        metadata: {},
      },
    ],
    ...(fee === ''
      ? {}
      : applicationFeeOf(world, name, { amount: applicationFee, of: `py_${name}`, ours: `ch_${name}` })),
    balance_transaction: [
      ...(batch.balance_transaction ?? []),
      cash(world, `tr_${name}`, { category: 'transfer', amount: -transfer, currency, at: PAID_AT }),
      ...(fee === ''
        ? []
        : [cash(world, fee, { category: 'platform_earning', amount: applicationFee, currency, at: PAID_AT })]),
    ],
  }
}

type TakenFee = { readonly amount: bigint; readonly of: string; readonly ours: string }

function applicationFeeOf(world: World, name: string, { amount, of, ours }: TakenFee): MirrorBatch {
  const kept = { account: world.entity.stripeAccount, asOf: PAID_AT, raw: '{}', createdAt: PAID_AT, currency: 'USD' }
  return {
    application_fee: [
      {
        ...kept,
        id: `fee_${name}`,
        amountMinor: amount,
        refundedMinor: 0n,
        sellerAccount: SELLER_ACCOUNT,
        chargeId: of,
        originatingChargeId: ours,
        balanceTransactionId: `txn_fee_${name}`,
      },
    ],
  }
}

/** A direct charge `ch_<name>` on the seller's account, with the platform's fee `fee_<name>`. */
export function directSale(world: World, name: string, fee: bigint): MirrorBatch {
  const [charge] = plainPayment(world, name).charge ?? []
  if (charge === undefined) throw new Error('a payment has a charge')
  const seller = {
    account: SELLER_ACCOUNT,
    metadata: {},
    applicationFeeId: `fee_${name}`,
    balanceTransactionId: `txn_${name}`,
  }
  return {
    charge: [{ ...charge, ...seller }],
    ...applicationFeeOf(world, name, { amount: fee, of: `ch_${name}`, ours: '' }),
    balance_transaction: [cash(world, `fee_${name}`, { category: 'platform_earning', amount: fee, at: PAID_AT })],
  }
}

/** Part of `fee_<name>` given back, `fr_<name>_<part>`. */
export function feeRefundOf(
  world: World,
  name: string,
  { part, amount }: { part: string; amount: bigint },
): MirrorBatch {
  const id = `fr_${name}_${part}`
  const kept = { account: world.entity.stripeAccount, asOf: LATER, raw: '{}', createdAt: LATER, currency: 'USD' }
  return {
    fee_refund: [
      { ...kept, id, amountMinor: amount, feeId: `fee_${name}`, balanceTransactionId: `txn_${id}`, metadata: {} },
    ],
    balance_transaction: [cash(world, id, { category: 'platform_earning_refund', amount: -amount })],
  }
}

type Disputing = {
  readonly amount: bigint
  readonly status: string
  readonly asOf?: Date
  readonly took?: readonly string[]
}

/** The dispute `du_<name>`, naming the balance transactions that `took` lists the parts of. */
export function disputeOf(
  world: World,
  name: string,
  { amount, status, asOf = LATER, took = [''] }: Disputing,
): MirrorBatch {
  return {
    dispute: [
      {
        account: world.entity.stripeAccount,
        asOf,
        raw: status,
        createdAt: LATER,
        id: `du_${name}`,
        amountMinor: amount,
        currency: 'USD',
        status,
        reason: 'fraudulent',
        chargeId: `ch_${name}`,
        paymentIntentId: `pi_${name}`,
        balanceTransactionIds: took.map((part) => `txn_du_${name}${part}`),
        dueAt: null,
        metadata: {},
      },
    ],
  }
}

/** The reversal `trr_<name>` of `tr_<name>`; `refund` names the refund that Stripe made it with. */
export function reversalOf(
  world: World,
  name: string,
  { amount, refund = '' }: { amount: bigint; refund?: string },
): MirrorBatch {
  const id = `trr_${name}`
  const kept = {
    account: world.entity.stripeAccount,
    asOf: LATER,
    raw: '{}',
    createdAt: LATER,
    currency: 'USD',
    metadata: {},
  }
  return {
    transfer_reversal: [
      {
        ...kept,
        id,
        amountMinor: amount,
        transferId: `tr_${name}`,
        sourceRefundId: refund,
        balanceTransactionId: `txn_${id}`,
      },
    ],
    balance_transaction: [cash(world, id, { category: 'transfer_reversal', amount })],
  }
}

/** Mirrors facts and posts what cash they brought, as a worker would. */
export async function tellAndPost(world: World, batch: MirrorBatch): Promise<void> {
  await world.tell(batch)
  const transactions = (batch.balance_transaction ?? []).map(({ account, id }) => ({ account, id }))
  await world.work((tx) => queueForPosting(tx, transactions, NOW))
  await postQueued({ entity: world.entity, at: NOW, retryWaiting: true })
}

/** What is left on the platform's accounts, in minor units, debits positive; empty ones are left out. */
export async function booksOf(world: World): Promise<Record<string, string>> {
  const rows = await world.rows<{ code: string; minor: string }>(
    `SELECT code, sum(balance_minor)::text AS minor FROM ledger_account
      WHERE entity_id = $1 AND book = 'platform' GROUP BY code HAVING sum(balance_minor) <> 0 ORDER BY code`,
    [world.entity.id],
  )
  return Object.fromEntries(rows.map(({ code, minor }) => [code, minor]))
}
