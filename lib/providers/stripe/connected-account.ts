import type { Caller } from './caller.ts'
import { fetchAll, fetchObject } from './fetch.ts'
import { mapAccount } from './map-account.ts'
import type { AccountRow } from './rows.ts'
import { type LookUp, type Once, type ProviderOutcome, write } from './send.ts'
import { StripeTrouble } from './stripe-trouble.ts'
import { currency, flag, inner, metadata, nestedList, ownId, text, type Wire } from './wire.ts'

/** What Stripe says of a connected account that a platform checks before it pays (docs.stripe.com/api/accounts/object). */
export type AccountState = {
  readonly name: string
  readonly country: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly detailsSubmitted: boolean
  readonly disabledReason: string
  /** Stripe's names of what it wants now, and of what was wanted before. */
  readonly currentlyDue: readonly string[]
  readonly pastDue: readonly string[]
  /** company.tax_id_provided; null where Stripe does not say, as of a person. */
  readonly taxIdProvided: boolean | null
  readonly banks: readonly {
    readonly id: string
    readonly country: string
    readonly currency: string
    readonly holder: string
    readonly last4: string
  }[]
}

export type ConnectedAccount = { readonly row: AccountRow; readonly state: AccountState }

type NewAccount = {
  /** Our own name for it, kept in its metadata: by this it is found again when nobody knows how the call ended. */
  readonly reference: string
  readonly email: string
  readonly name: string
  /** ISO 3166-1, upper case. */
  readonly country: string
  /** ISO 4217, upper case. */
  readonly currency: string
}

/**
 * Opens a connected account with the Express Dashboard: Stripe collects what it requires, the platform pays Stripe's fees and bears
 * negative balances (docs.stripe.com/api/accounts/create, controller).
 */
export function createConnectedAccount(
  caller: Caller,
  { reference, email, name, country, currency: code, idempotencyKey }: NewAccount & Once,
): Promise<ProviderOutcome<ConnectedAccount>> {
  const params = {
    country,
    email,
    default_currency: code.toLowerCase(),
    business_profile: { name },
    controller: {
      fees: { payer: 'application' },
      losses: { payments: 'application' },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: 'express' },
    },
    capabilities: { card_payments: { requested: 'true' }, transfers: { requested: 'true' } },
    metadata: { tieout_onboarding: reference },
  }
  return write(caller, 'accounts', { params, idempotencyKey }, { expected: 'account', map: toAccount })
}

/** The account that bears our reference, among those opened since then. */
export async function findConnectedAccount(
  caller: Caller,
  { reference, since }: { readonly reference: string; readonly since: Date },
): Promise<LookUp<ConnectedAccount>> {
  try {
    const query = { 'created[gte]': `${Math.floor(since.getTime() / 1_000)}` }
    const all = await fetchAll(caller, 'accounts', query)
    const found = all.find(({ wire }) => metadata(wire).tieout_onboarding === reference)
    if (found === undefined) return { outcome: 'absent' }
    return { outcome: 'succeeded', object: toAccount(found.wire, found), requestId: '' }
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    return { outcome: 'unknown', message: error.message, requestId: error.requestId, isAnswered: false }
  }
}

/** A connected account as it stands now. */
export async function fetchConnectedAccount(caller: Caller, account: string): Promise<ConnectedAccount> {
  const { wire, asOf } = await fetchObject(caller, 'account', account)
  return toAccount(wire, { asOf })
}

function toAccount(wire: Wire, { asOf }: { readonly asOf: Date }): ConnectedAccount {
  const requirements = inner(wire, 'requirements')
  const provided = inner(wire, 'company').tax_id_provided
  return {
    row: mapAccount(wire, asOf),
    state: {
      name: text(inner(wire, 'company'), 'name') || text(inner(wire, 'business_profile'), 'name'),
      country: text(wire, 'country'),
      chargesEnabled: flag(wire, 'charges_enabled'),
      payoutsEnabled: flag(wire, 'payouts_enabled'),
      detailsSubmitted: flag(wire, 'details_submitted'),
      disabledReason: text(requirements, 'disabled_reason'),
      currentlyDue: namesIn(requirements, 'currently_due'),
      pastDue: namesIn(requirements, 'past_due'),
      taxIdProvided: typeof provided === 'boolean' ? provided : null,
      banks: (nestedList(wire, 'external_accounts')?.data ?? []).map((bank) => ({
        id: ownId(bank),
        country: text(bank, 'country'),
        currency: currency(bank),
        holder: text(bank, 'account_holder_name'),
        last4: text(bank, 'last4'),
      })),
    },
  }
}

const namesIn = (wire: Wire, key: string): string[] => {
  const list = wire[key]
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
}
