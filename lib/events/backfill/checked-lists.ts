import { text, type Wire } from '#lib/providers/stripe/wire.ts'

/** How a list's objects are counted and added up, at Stripe and in the mirror. */
export type Held = {
  readonly table: string
  /** The column that is added up, minor units; null where only the ids are compared. */
  readonly amount: string | null
  readonly currency: string
  readonly amountOf: (wire: Wire) => bigint
  readonly currencyOf: (wire: Wire) => string
}

const minor = (field: string) => (wire: Wire) => {
  const value = wire[field]
  return typeof value === 'number' ? BigInt(value) : 0n
}

const money = (table: string, field = 'amount', amount = 'amount_minor'): Held => ({
  table,
  amount,
  currency: 'currency',
  amountOf: minor(field),
  currencyOf: (wire) => text(wire, 'currency').toUpperCase(),
})

/** Objects without an amount still count by the day. */
const counted = (table: string): Held => ({
  table,
  amount: '0',
  currency: `''`,
  amountOf: () => 0n,
  currencyOf: () => '',
})

const listed = (table: string): Held => ({ ...counted(table), amount: null })

/** By list. Balance transactions add up net: amount less fee is what a balance is made of. */
export const CHECKED: Readonly<Record<string, Held>> = {
  account: listed('mirror_object'),
  customer: counted('customer'),
  payment_intent: money('payment_intent'),
  invoice: money('invoice', 'total', 'total_minor'),
  charge: money('charge'),
  refund: money('refund'),
  dispute: money('dispute'),
  transfer: money('transfer'),
  payout: money('payout'),
  topup: money('topup'),
  application_fee: money('application_fee'),
  balance_transaction: money('balance_transaction', 'net', 'net_minor'),
  product: listed('mirror_object'),
  price: listed('mirror_object'),
  subscription: listed('mirror_object'),
  credit_note: listed('mirror_object'),
  'radar.early_fraud_warning': listed('mirror_object'),
}
