import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { createContract } from '#lib/contracts/create-contract.ts'
import type { ContractTerms } from '#lib/contracts/schema.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { type MirrorBatch, mirror } from '#lib/events/mirror.ts'
import { inRawTransaction, type Scope, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { recordSellers, type SellerFacts } from '#lib/sellers/record-account.ts'
import type { Source } from './facts.ts'
import { type SettleOutcome, settleSource } from './settle.ts'

/** A small marketplace for tests of this room: an entity, sellers, a default contract, and facts told one by one. */
export type World = {
  readonly entity: Entity
  readonly scope: Scope
  tell(batch: MirrorBatch): Promise<void>
  tellSeller(facts: Partial<SellerFacts> & { readonly id: string }): Promise<void>
  settle(
    source: Source,
    again?: { readonly sellerId: string; readonly personId: string },
    at?: Date,
  ): Promise<SettleOutcome>
  rows<R>(text: string, values?: readonly unknown[]): Promise<R[]>
  work<T>(work: (tx: Sql) => Promise<T>): Promise<T>
}

export const GO_LIVE = new Date('2026-11-01T00:00:00Z')
export const NOW = new Date('2026-11-20T12:00:00Z')
export const PAID_AT = new Date('2026-11-10T09:00:00Z')

const TERMS: ContractTerms = { effectiveOn: '2020-01-01', rules: [{ percentBps: 2_000 }] }
let worlds = 0

export async function aWorld(options: { goLiveAt?: Date | null; terms?: ContractTerms } = {}): Promise<World> {
  worlds += 1
  const entity = await ensureEntity({
    name: `Marketplace ${worlds}`,
    stripeAccount: `acct_platform${worlds}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'Europe/Berlin',
    goLiveAt: options.goLiveAt === undefined ? GO_LIVE : options.goLiveAt,
    automaticSince: null,
    at: NOW,
  })
  const scope = SYSTEM(entity)
  const work = <T>(inside: (tx: Sql) => Promise<T>) => inRawTransaction(scope, inside)
  await work((tx) =>
    createContract(tx, { sellerId: '', name: 'Standard', terms: options.terms ?? TERMS, actor: SYSTEM_ACTOR, at: NOW }),
  )
  return {
    entity,
    scope,
    work,
    tell: (batch) => work(async (tx) => void (await mirror(tx, batch))),
    tellSeller: (facts) => work((tx) => recordSellers(tx, [{ ...SELLER, name: `Seller ${facts.id}`, ...facts }])),
    settle: (source, again, at = NOW) =>
      work((tx) => settleSource(tx, { entity, source, at, ...(again === undefined ? {} : { again }) })),
    rows: (text, values) => work((tx) => tx.sql(text, values)),
  }
}

const SELLER: Omit<SellerFacts, 'id' | 'name'> = {
  email: 'seller@example.test',
  country: 'US',
  defaultCurrency: 'USD',
  chargesEnabled: true,
  payoutsEnabled: true,
  transfersStatus: 'active',
  disabledReason: '',
  createdAt: new Date('2024-01-01T00:00:00Z'),
  asOf: new Date('2026-11-01T00:00:00Z'),
}

const KEPT = { asOf: PAID_AT, raw: '{}', createdAt: PAID_AT }

export type Sale = {
  readonly amount?: bigint
  readonly fee?: bigint
  readonly currency?: string
  readonly paidAt?: Date
  readonly metadata?: Record<string, string>
  readonly lines?: readonly { readonly amount: bigint; readonly metadata: Record<string, string> }[]
}

/** The facts of a paid invoice `in_<name>`, each of its own kind, to be told together or in any order. */
export function paidInvoice(world: World, name: string, sale: Sale = {}): MirrorBatch {
  const { amount = 10_000n, currency = 'USD', paidAt = PAID_AT, metadata = {} } = sale
  const { account, charge } = payment(world, name, sale)
  const lines = sale.lines ?? [{ amount, metadata: { seller: 'acct_nordic' } }]
  const kept = { ...KEPT, account, createdAt: paidAt }
  return {
    ...charge,
    invoice: [
      {
        ...kept,
        id: `in_${name}`,
        number: `INV-${name}`,
        status: 'paid',
        customerId: 'cus_1',
        currency,
        totalMinor: amount,
        amountPaidMinor: amount,
        amountRemainingMinor: 0n,
        taxMinor: 0n,
        billingReason: 'manual',
        metadata: { order_id: `ORD-${name}`, ...metadata },
        paidAt,
      },
    ],
    invoice_line: lines.map((line, index) => ({
      ...kept,
      id: `il_${name}_${index + 1}`,
      invoiceId: `in_${name}`,
      position: index,
      description: `Item ${index + 1}`,
      amountMinor: line.amount,
      discountMinor: 0n,
      taxMinor: 0n,
      currency,
      quantity: '1',
      metadata: line.metadata,
    })),
    invoice_payment: [
      {
        ...kept,
        id: `inpay_${name}`,
        invoiceId: `in_${name}`,
        status: 'paid',
        amountPaidMinor: amount,
        currency,
        paymentIntentId: `pi_${name}`,
        chargeId: '',
      },
    ],
  }
}

/** The facts of a plain payment `ch_<name>`. */
export function plainPayment(world: World, name: string, sale: Sale = {}): MirrorBatch {
  return payment(world, name, { ...sale, metadata: { seller: 'acct_nordic', ...sale.metadata } }).charge
}

function payment(
  world: World,
  name: string,
  { amount = 10_000n, fee = 320n, currency = 'USD', paidAt = PAID_AT, metadata = {} }: Sale,
) {
  const account = world.entity.stripeAccount
  const kept = { ...KEPT, account, createdAt: paidAt }
  const common = { currency, customerId: 'cus_1', transferGroup: '', metadata }
  const charge: MirrorBatch = {
    payment_intent: [
      { ...kept, ...common, id: `pi_${name}`, status: 'succeeded', amountMinor: amount, latestChargeId: `ch_${name}` },
    ],
    charge: [
      {
        ...kept,
        ...common,
        id: `ch_${name}`,
        status: 'succeeded',
        paid: true,
        amountMinor: amount,
        refundedMinor: 0n,
        disputed: false,
        paymentIntentId: `pi_${name}`,
        balanceTransactionId: `txn_${name}`,
        sourceTransferId: '',
        destination: '',
        transferId: '',
        onBehalfOf: '',
        applicationFeeId: '',
        metadata: {},
      },
    ],
    balance_transaction: [
      {
        ...kept,
        id: `txn_${name}`,
        type: 'charge',
        reportingCategory: 'charge',
        amountMinor: amount,
        feeMinor: fee,
        netMinor: amount - fee,
        currency,
        balanceType: 'payments',
        sourceId: `ch_${name}`,
        feeDetails: [{ type: 'stripe_fee', amountMinor: fee.toString(), currency, application: '', description: '' }],
        exchangeRate: '',
        availableOn: paidAt,
      },
    ],
  }
  return { account, charge }
}

/** A refund `re_<name>_<part>` of that payment. `asOf` tells later states of the same refund apart. */
export function refundOf(
  world: World,
  name: string,
  refund: { part: string; amount: bigint; status?: string; at?: Date; asOf?: Date },
): MirrorBatch {
  const createdAt = refund.at ?? new Date('2026-11-12T09:00:00Z')
  return {
    refund: [
      {
        account: world.entity.stripeAccount,
        raw: refund.status ?? 'succeeded',
        asOf: refund.asOf ?? createdAt,
        createdAt,
        id: `re_${name}_${refund.part}`,
        status: refund.status ?? 'succeeded',
        amountMinor: refund.amount,
        currency: 'USD',
        chargeId: `ch_${name}`,
        balanceTransactionId: `txn_re_${name}_${refund.part}`,
        failureBalanceTransactionId: '',
        transferReversalId: '',
        reason: '',
        metadata: {},
      },
    ],
  }
}

/** A transfer `tr_<name>` at Stripe, drawing on that payment unless it carries only a group. */
export function transferOf(
  world: World,
  name: string,
  transfer: { amount: bigint; reversed?: bigint; destination?: string; group?: string; source?: string; asOf?: Date },
): MirrorBatch {
  return {
    transfer: [
      {
        account: world.entity.stripeAccount,
        raw: `${transfer.reversed ?? 0n}`,
        asOf: transfer.asOf ?? PAID_AT,
        createdAt: PAID_AT,
        id: `tr_${name}`,
        amountMinor: transfer.amount,
        reversedMinor: transfer.reversed ?? 0n,
        currency: 'USD',
        destination: transfer.destination ?? 'acct_nordic',
        destinationPaymentId: `py_${name}`,
        sourceTransactionId: transfer.source ?? `ch_${name}`,
        transferGroup: transfer.group ?? '',
        balanceTransactionId: `txn_tr_${name}`,
        metadata: {},
      },
    ],
  }
}
