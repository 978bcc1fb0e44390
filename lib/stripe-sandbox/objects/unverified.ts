import type { AccountRow } from '../core/kinds.ts'

type Requirements = NonNullable<AccountRow['requirements']>

export const NO_REQUIREMENTS = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
}

/** What Stripe wants of a company before it may charge and be paid out. */
const WANTED_AT_FIRST = [
  'company.name',
  'company.tax_id',
  'external_account',
  'representative.first_name',
  'representative.last_name',
  'tos_acceptance.date',
]

export const wanting = (fields: readonly string[], reason: Requirements['disabled_reason']): Requirements => ({
  ...NO_REQUIREMENTS,
  currently_due: [...fields],
  eventually_due: [...fields],
  disabled_reason: reason,
  past_due: reason === null ? [] : [...fields],
})

/** An account of whose owner nothing is known yet. */
export const UNVERIFIED: Partial<AccountRow> = {
  capabilities: { card_payments: 'inactive', transfers: 'inactive' },
  charges_enabled: false,
  company: { tax_id_provided: false },
  details_submitted: false,
  payouts_enabled: false,
  requirements: wanting(WANTED_AT_FIRST, 'requirements.past_due'),
  tos_acceptance: { date: null },
}
