import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'

const bps = z
  .number()
  .int('Use at most two decimals.')
  .min(0, 'A percentage cannot be negative.')
  .max(10_000, 'This is above 100 %.')
/** Minor units; as text where JSON carries them. */
const minor = z.union([
  z.bigint().min(0n),
  z
    .string()
    .regex(/^\d{1,17}$/, 'This is not an amount.')
    .transform((text) => BigInt(text)),
])
const day = z.iso.date('This is not a date.')
const days = z.number().int().min(0, 'Days cannot be negative.').max(365, 'At most a year.')

const rule = z
  .object({
    priority: z.number().int().min(0).max(10_000).nullable().default(null),
    isStacked: z.boolean().default(false),
    takenOf: z.enum(['base', 'rest']).default('base'),
    sellerId: z.string().default(''),
    category: z.string().trim().max(80).default(''),
    lineType: z.string().trim().max(40).default(''),
    fromOn: day.nullable().default(null),
    untilOn: day.nullable().default(null),
    percentBps: bps,
    fixedMinor: minor.default(0n),
    minMinor: minor.nullable().default(null),
    maxMinor: minor.nullable().default(null),
    overMinor: minor.nullable().default(null),
    uptoMinor: minor.nullable().default(null),
    scale: z.enum(['none', 'marginal', 'whole']).default('none'),
    steps: z
      .array(z.object({ overMinor: minor, percentBps: bps }))
      .max(20, 'At most 20 steps.')
      .default([]),
    currency: z.string().default(''),
  })
  .refine((value) => value.currency === '' || isCurrency(value.currency), {
    path: ['currency'],
    message: 'This is not an ISO 4217 currency.',
  })
  .refine(
    ({ fixedMinor, minMinor, maxMinor, overMinor, uptoMinor, steps, currency }) =>
      currency !== '' ||
      (steps.length === 0 &&
        fixedMinor === 0n &&
        [minMinor, maxMinor, overMinor, uptoMinor].every((one) => one === null)),
    { path: ['currency'], message: 'State a currency when the rule states an amount.' },
  )
  .refine(({ minMinor, maxMinor }) => minMinor === null || maxMinor === null || minMinor <= maxMinor, {
    path: ['minMinor'],
    message: 'The minimum is above the maximum.',
  })
  .refine(({ overMinor, uptoMinor }) => overMinor === null || uptoMinor === null || overMinor < uptoMinor, {
    path: ['overMinor'],
    message: 'The band ends before it begins.',
  })
  .refine(({ scale, steps }) => (scale === 'none') === (steps.length === 0), {
    path: ['steps'],
    message: 'State from which amounts on the percentage changes.',
  })
  .refine(({ steps }) => steps.every(({ overMinor }, at) => overMinor > (steps[at - 1]?.overMinor ?? 0n)), {
    path: ['steps'],
    message: 'Each step begins above the one before it.',
  })
  .refine(({ fromOn, untilOn }) => fromOn === null || untilOn === null || fromOn <= untilOn, {
    path: ['untilOn'],
    message: 'The promotion ends before it begins.',
  })

const tier = z.object({
  position: z.number().int().min(1).max(50),
  parentPosition: z.number().int().min(1).max(50).nullable().default(null),
  of: z.enum(['platform', 'seller']).default('platform'),
  payeeId: z.string().regex(/^sel_[0-9a-z_]+$/, 'Name the payee: a connected account of yours.'),
  label: z.string().trim().min(1, 'Say what the payee is, for example “Regional lead”.').max(60),
  percentBps: bps.refine((value) => value > 0, 'A tier of 0 % gets nothing: remove it.'),
  percentOf: z.enum(['part', 'sale']).default('part'),
})

type TierInput = z.output<typeof tier>

/** A tier divides the part of one above it: the chain must end, and siblings cannot ask for more than the whole. */
function checkTiers(
  tiers: readonly TierInput[],
  refuse: (message: string, path: readonly PropertyKey[]) => void,
): void {
  tiers.forEach((one, index) => {
    const parent = tiers.find(({ position }) => position === one.parentPosition)
    if (tiers.some((other, at) => at < index && other.position === one.position))
      refuse('Two tiers have the same number.', [index, 'position'])
    if (one.parentPosition !== null && (parent === undefined || parent.position >= one.position))
      refuse('A tier divides the part of one listed above it.', [index, 'parentPosition'])
    if (parent !== undefined && parent.of !== one.of)
      refuse('It divides the same part as the tier above it.', [index, 'of'])
    const siblings = tiers.filter(
      (other) => other.parentPosition === one.parentPosition && other.of === one.of && other.percentOf === 'part',
    )
    if (siblings.reduce((sum, { percentBps }) => sum + percentBps, 0) > 10_000)
      refuse('Together these tiers get more than 100 % of the part.', [index, 'percentBps'])
  })
}

const EARNED_DAYS_MAX = 1_096

/**
 * What was agreed from a date on. A rule without a priority takes its place in the list as one.
 */
export const contractTerms = z
  .object({
    effectiveOn: day,
    feeBearer: z.enum(['platform', 'seller']).default('platform'),
    commissionBase: z.enum(['gross', 'net_of_tax']).default('gross'),
    isShippingCharged: z.boolean().default(true),
    isTipCharged: z.boolean().default(true),
    discountFunder: z.enum(['seller', 'platform']).default('seller'),
    isDiscountCharged: z.boolean().default(false),
    commissionOnRefund: z.enum(['in_proportion', 'in_full', 'kept']).default('in_proportion'),
    earned: z.enum(['at_payment', 'on_date', 'over_period']).default('at_payment'),
    earnedDays: z
      .number()
      .int()
      .min(0, 'Days cannot be negative.')
      .max(EARNED_DAYS_MAX, 'At most three years.')
      .default(0),
    debitDelayDays: days.default(0),
    fxBearer: z.enum(['platform', 'seller', 'shared']).default('platform'),
    runCycle: z.enum(['none', 'weekly', 'biweekly', 'monthly']).default('none'),
    platformLiableForTax: z.boolean().default(false),
    feeAlertBps: bps.default(3_500),
    maxTotalBps: bps.default(10_000),
    holdDays: days.default(0),
    reserveBps: bps.default(0),
    reserveDays: days.default(0),
    rules: z.array(rule).min(1, 'A contract needs at least one rule.').max(50),
    tiers: z.array(tier).max(50).default([]),
  })
  .refine(({ reserveBps, reserveDays }) => (reserveBps === 0) === (reserveDays === 0), {
    path: ['reserveDays'],
    message: 'State both, how much is held back and for how long.',
  })
  .refine(({ reserveBps, reserveDays, holdDays }) => reserveBps === 0 || reserveDays > holdDays, {
    path: ['reserveDays'],
    message: 'A reserve lasts longer than the hold.',
  })
  .refine(({ earned, earnedDays }) => (earned === 'at_payment') === (earnedDays === 0), {
    path: ['earnedDays'],
    message: 'State the days when commission is earned later, and none when it is earned at payment.',
  })
  .superRefine(({ tiers }, context) =>
    checkTiers(tiers, (message, path) => context.addIssue({ code: 'custom', message, path: ['tiers', ...path] })),
  )

export type ContractTerms = z.input<typeof contractTerms>
export type ParsedTerms = z.output<typeof contractTerms>

export const ATTACHMENT_MAX_BYTES = 5_000_000

const contractId = z.string().regex(/^ctr_[0-9a-z]+$/)

export const draftInput = z.object({
  contractId,
  terms: contractTerms,
  note: z.string().trim().max(1_000).default(''),
  attachmentHash: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
})

export const contractInput = z.object({ contractId })

export const submitInput = z.object({
  contractId,
  note: z.string().trim().min(3, 'Say in a few words why the terms change.').max(1_000),
})

export const newContractInput = z.object({
  sellerId: z.string().regex(/^sel_[0-9a-z]+$/, 'Name the seller.'),
  name: z.string().trim().min(2, 'Name the contract.').max(120),
})

/** What a contract's draft is, for filters. */
export const DRAFT_FILTERS = ['draft', 'submitted', 'none'] as const
export type DraftFilter = (typeof DRAFT_FILTERS)[number]
