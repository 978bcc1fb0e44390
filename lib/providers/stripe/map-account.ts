import type { AccountRow } from './rows.ts'
import { currency, flag, inner, instant, nestedList, ownId, text, type Wire } from './wire.ts'

export type { AccountRow } from './rows.ts'

/** A connected account, or the platform's own, as far as we use it. */
export function mapAccount(wire: Wire, asOf: Date): AccountRow {
  const id = ownId(wire)
  const profile = inner(wire, 'business_profile')
  const dashboard = inner(inner(wire, 'settings'), 'dashboard')
  return {
    id,
    name: text(profile, 'name') || text(dashboard, 'display_name') || text(wire, 'email') || id,
    email: text(wire, 'email'),
    country: text(wire, 'country'),
    defaultCurrency: (text(wire, 'default_currency') || 'usd').slice(0, 3).toUpperCase(),
    chargesEnabled: flag(wire, 'charges_enabled'),
    payoutsEnabled: flag(wire, 'payouts_enabled'),
    transfersStatus: text(inner(wire, 'capabilities'), 'transfers') || 'none',
    disabledReason: text(inner(wire, 'requirements'), 'disabled_reason'),
    lossesPayer: text(inner(inner(wire, 'controller'), 'losses'), 'payments'),
    feesPayer: text(inner(inner(wire, 'controller'), 'fees'), 'payer'),
    banks: banksOf(wire),
    createdAt: instant(wire, 'created') ?? asOf,
    asOf,
  }
}

/** A list that goes on is taken as far as Stripe shows it: the newest come first, and what is new is what matters. */
function banksOf(wire: Wire): AccountRow['banks'] {
  const list = nestedList(wire, 'external_accounts')
  if (list === null) return null
  return list.data.map((bank) => ({
    id: ownId(bank),
    fingerprint: text(bank, 'fingerprint'),
    last4: text(bank, 'last4'),
    currency: currency(bank),
  }))
}
