import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { CHECK_KEYS } from './checklist-model.ts'
import { REVIEWS_MAX } from './settings-model.ts'
import { SHOWN_STATES } from './state-model.ts'

/** Where Stripe opens connected accounts with the Express Dashboard (docs.stripe.com/connect/express-accounts). */
export const COUNTRIES = [
  'AE',
  'AT',
  'AU',
  'BE',
  'BG',
  'CA',
  'CH',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GB',
  'GI',
  'GR',
  'HK',
  'HR',
  'HU',
  'IE',
  'IT',
  'JP',
  'KW',
  'LI',
  'LT',
  'LU',
  'LV',
  'MT',
  'MX',
  'MY',
  'NL',
  'NO',
  'NZ',
  'PL',
  'PT',
  'RO',
  'SE',
  'SG',
  'SI',
  'SK',
  'TH',
  'US',
] as const

const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => COUNTRIES.some((known) => known === code), 'Name a country by its two letters, like DE.')
const currency = z.string().trim().toUpperCase().refine(isCurrency, 'Name a currency by its three letters, like EUR.')

/** One seller as an operator types them, or as a line of a list says. */
export const inviteFields = z.strictObject({
  name: z.string().trim().min(2, 'Write the seller’s name.').max(120, 'A name has at most 120 characters.'),
  email: z.string().trim().toLowerCase().max(320).pipe(z.email('Write the whole address, like rosa@example.com.')),
  country,
  currency,
  /** The template's id, or its name. */
  template: z.string().trim().min(1, 'Choose a template.').max(120),
  note: z.string().trim().max(1_000, 'A note has at most 1,000 characters.').default(''),
})
export type InviteFields = z.output<typeof inviteFields>

export const LIST_CHARACTERS_MAX = 200_000
export const listInput = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'Paste at least one line.')
    .max(LIST_CHARACTERS_MAX, 'Paste at most 200,000 characters.'),
})

const onboardingId = z.string().regex(/^onb_[0-9a-z]{26}$/, 'This is not the id of an invitation.')
export const onboardingInput = z.strictObject({ onboardingId })

const reason = z.string().trim().min(3, 'Say in a few words why.').max(1_000)
export const revokeInput = onboardingInput.extend({ reason })
export const deviationInput = onboardingInput.extend({
  check: z.enum(CHECK_KEYS),
  /** What was found when it was let pass. */
  finding: z.string().min(1).max(2_000),
  reason,
})
export const reviewInput = onboardingInput.extend({ round: z.number().int().min(1).max(REVIEWS_MAX), reason })

export const templateInput = z.strictObject({
  name: z.string().trim().min(2, 'Name the template.').max(80),
  /** The contract whose newest version is copied. */
  contractId: z.string().regex(/^ctr_[0-9a-z]+$/, 'Choose a contract.'),
  note: z.string().trim().max(500).default(''),
})
export const templateIdInput = z.strictObject({ templateId: z.string().regex(/^otm_[0-9a-z]{26}$/) })

export const reviewSettings = z.strictObject({
  isOn: z.boolean(),
  count: z.number().int().min(1, 'At least one.').max(REVIEWS_MAX, `At most ${REVIEWS_MAX}.`),
  aboveMinor: z.string().regex(/^\d{1,15}$/, 'This is not an amount.'),
  currency,
})
export const settingsInput = z.strictObject({ settings: reviewSettings, note: reason, seen: z.number().int().min(0) })

/** The list's filters as they stand in the address; what is none of them is left out. */
export const onboardingFilter = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(SHOWN_STATES).optional().catch(undefined),
  stuck: z.enum(['stuck']).optional().catch(undefined),
})

export const acceptInput = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })
export const nothing = z.strictObject({})
export const agreeInput = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
