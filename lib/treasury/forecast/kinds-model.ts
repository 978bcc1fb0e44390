/** What moves the platform's balance at Stripe, as treasury tells it apart. */
export const FLOW_KINDS = [
  'sales',
  'renewals',
  'commission',
  'fees',
  'refunds',
  'disputes',
  'transfers',
  'payouts',
  'reserves',
  'other',
] as const
export type FlowKind = (typeof FLOW_KINDS)[number]

export const FLOW_LABELS: Readonly<Record<FlowKind, string>> = {
  sales: 'Sales',
  renewals: 'Renewals',
  commission: 'Application fees',
  fees: 'Stripe’s fees',
  refunds: 'Refunds',
  disputes: 'Disputes',
  transfers: 'Transfers to sellers',
  payouts: 'Payouts to the bank',
  reserves: 'Held in reserve',
  other: 'Other',
}

/** What a forecast's day has beside its flows. */
export type DayKind = FlowKind | 'landed' | 'scheduled' | 'evened' | 'available'

/** Days that a forecast looks ahead, and that its past goes back at most. */
export const HORIZON = 90
export const HISTORY_DAYS_MAX = 800

/** Why a model was chosen for a kind, as it is stored beside the forecast. */
export type KindModel = {
  readonly kind: FlowKind
  readonly model: string
  readonly reason: string
  /** Days from created to available, as they were of late. */
  readonly lagDays: number
  readonly backtest: { readonly mase: number; readonly maseNaive: number; readonly coverage: number } | null
}

/** A seller's part of what went to sellers in ninety days, in thousandths. */
export type SellerPart = { readonly sellerId: string; readonly name: string; readonly perMille: number }

/** What may be wondered about refunds: thousandths of what they would be. */
export const REFUND_CHOICES = [
  { value: '1000', label: 'As expected' },
  { value: '1500', label: 'Half as many again' },
  { value: '2000', label: 'Twice as many' },
  { value: '3000', label: 'Three times as many' },
] as const

export const isFlowKind = (kind: string): kind is FlowKind => FLOW_KINDS.some((one) => one === kind)
