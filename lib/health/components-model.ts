/** What a score is made of, in the order it is shown. */
export const COMPONENT_KEYS = [
  'payout_success',
  'refund_rate',
  'dispute_rate',
  'volume_trend',
  'requirements',
  'negative_balance',
  'open_tickets',
  'tenure',
  'plan_trend',
] as const
export type ComponentKey = (typeof COMPONENT_KEYS)[number]

export type Component = {
  readonly name: string
  /** What is looked at, for a person. */
  readonly words: string
  /** Points of a hundred that it can take, unless the settings say otherwise. */
  readonly weight: number
  /** Up to the first value it takes nothing, from the second on everything, in between in proportion. */
  readonly from: number
  readonly to: number
  /** So much has to have happened before it takes a point; as much of the marketplace's average is mixed in. Zero: a plain fact. */
  readonly minSample: number
  /** What the sample counts. */
  readonly unit: string
  readonly show: 'percent' | 'success' | 'count' | 'days' | 'level' | 'change'
}

/** Every component: rates are shares from 0 to 1; `from` below `to` where more is worse, above it where more is better. */
export const COMPONENTS: Readonly<Record<ComponentKey, Component>> = {
  payout_success: {
    name: 'Payout success',
    words: 'Payouts of the last 90 days that the bank did not send back.',
    weight: 20,
    from: 0.01,
    to: 0.15,
    minSample: 5,
    unit: 'payouts',
    show: 'success',
  },
  refund_rate: {
    name: 'Refund rate',
    words: 'What buyers got back in 90 days, of what they paid.',
    weight: 20,
    from: 0.03,
    to: 0.2,
    minSample: 20,
    unit: 'orders',
    show: 'percent',
  },
  dispute_rate: {
    name: 'Dispute rate',
    words: 'Disputes of the last 90 days, of the orders.',
    weight: 20,
    from: 0.005,
    to: 0.03,
    minSample: 40,
    unit: 'orders',
    show: 'percent',
  },
  volume_trend: {
    name: 'Volume trend',
    words: 'Sales of four whole weeks against the twelve before, beside the same of everybody else.',
    weight: 5,
    from: 0.5,
    to: 0.9,
    minSample: 20,
    unit: 'orders before',
    show: 'change',
  },
  requirements: {
    name: 'Stripe’s requirements',
    words: 'Whether Stripe lets the account charge and be paid.',
    weight: 20,
    from: 0,
    to: 1,
    minSample: 0,
    unit: '',
    show: 'level',
  },
  negative_balance: {
    name: 'Negative balance',
    words: 'What the seller owes the platform, of four weeks of sales.',
    weight: 10,
    from: 0,
    to: 0.25,
    minSample: 0,
    unit: '',
    show: 'percent',
  },
  open_tickets: {
    name: 'Open tickets',
    words: 'Tickets about the seller that nobody has resolved.',
    weight: 3,
    from: 0,
    to: 5,
    minSample: 0,
    unit: '',
    show: 'count',
  },
  tenure: {
    name: 'Tenure',
    words: 'Days since the seller counts as one.',
    weight: 2,
    from: 180,
    to: 0,
    minSample: 0,
    unit: '',
    show: 'days',
  },
  plan_trend: {
    name: 'Plan and MRR trend',
    words: 'What the seller pays for its own plan: nothing about it is kept.',
    weight: 0,
    from: 0,
    to: 1,
    minSample: 0,
    unit: '',
    show: 'level',
  },
}

const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const SIGNED = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })

/** A component's value as people read it. A loss of volume reads as a change: 0.2 is −20 %. */
export function componentText(key: ComponentKey, value: number): string {
  switch (COMPONENTS[key].show) {
    case 'percent':
      return spaced(PERCENT.format(value))
    case 'success':
      return spaced(PERCENT.format(1 - value))
    case 'change':
      return spaced(SIGNED.format(-value))
    case 'days':
      return `${Math.round(value)} d`
    case 'count':
      return `${Math.round(value)}`
    case 'level':
      return value === 0 ? 'fulfilled' : value < 1 ? 'under review' : 'restricted'
  }
}

const spaced = (text: string) => text.replace('%', ' %').replace('-', '−')

export type Tone = 'good' | 'warn' | 'bad'

/** How a score reads: 85 and more is well, 65 and less is in trouble. */
export function scoreLook(score: number): { readonly word: string; readonly tone: Tone } {
  if (score >= 85) return { word: 'well', tone: 'good' }
  return score > 65 ? { word: 'watch', tone: 'warn' } : { word: 'in trouble', tone: 'bad' }
}

/** The bands a list of sellers is filtered by. */
export const HEALTH_BANDS = { trouble: [0, 65], watch: [66, 84], well: [85, 100] } as const
export type HealthBand = keyof typeof HEALTH_BANDS
export const HEALTH_BAND_KEYS = ['trouble', 'watch', 'well'] as const
