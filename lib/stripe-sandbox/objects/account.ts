import type { Stripe } from 'stripe'
import { refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { AccountRow, BankAccountRow } from '../core/kinds.ts'
import type { Metadata, Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent, recordSnapshot } from '../webhooks/record-event.ts'
import { NO_REQUIREMENTS, UNVERIFIED } from './unverified.ts'

export type PayoutInterval = 'daily' | 'weekly' | 'monthly' | 'manual'

type NewAccount = {
  id?: string
  country: string
  currency: string
  email: string | null
  name: string | null
  url?: string | null
  type: 'standard' | 'express' | 'custom' | 'none'
  metadata: Metadata
  interval: PayoutInterval
  weeklyAnchor?: string
  monthlyAnchor?: number
  isPlatform?: boolean
  /** Who pays Stripe for direct charges, and who bears a negative balance; without it, what the type implies. */
  feesPayer?: 'account' | 'application'
  lossesPayer?: 'application' | 'stripe'
  /** Nothing is known of its owner yet: Stripe wants everything, and it has no bank. */
  isUnverified?: boolean
}

/** Opens an account with everything verified, unless its owner is still to be asked; restrictions come later, as they do in life. */
export function createAccount(world: World, input: NewAccount): AccountRow {
  const id = input.id ?? world.ids.next('acct', 16)
  const home = input.isPlatform ? id : world.platform
  const row = world.store.insert('account', home, {
    ...newAccount(world, id, input),
    ...(!input.isPlatform && { controller: controllerOf(input) }),
    ...(input.isUnverified && UNVERIFIED),
  })
  if (!input.isPlatform && !input.isUnverified)
    addBankAccount(world, id, { country: input.country, currency: input.currency, holder: input.name })
  return row
}

function newAccount(world: World, id: string, input: NewAccount): AccountRow {
  return {
    id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: '5734',
      minority_owned_business_designation: null,
      name: input.name,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: input.email,
      support_phone: null,
      support_url: null,
      url: input.url ?? null,
    },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: input.country,
    created: world.now(),
    default_currency: input.currency,
    details_submitted: true,
    email: input.email,
    future_requirements: NO_REQUIREMENTS,
    metadata: input.metadata,
    payouts_enabled: true,
    requirements: NO_REQUIREMENTS,
    settings: settingsOf(input),
    tos_acceptance: { date: world.now() },
    type: input.type,
  }
}

function controllerOf({ type, feesPayer, lossesPayer }: NewAccount): NonNullable<AccountRow['controller']> {
  if (type === 'standard' && feesPayer === undefined && lossesPayer === undefined) return { type: 'account' }
  const dashboard = type === 'express' ? 'express' : 'none'
  return {
    type: 'application',
    is_controller: true,
    fees: { payer: feesPayer ?? 'application' },
    losses: { payments: lossesPayer ?? 'application' },
    requirement_collection: type === 'custom' ? 'application' : 'stripe',
    stripe_dashboard: { type: dashboard },
  }
}

function settingsOf({ name, interval, weeklyAnchor, monthlyAnchor }: NewAccount): NonNullable<AccountRow['settings']> {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: name, timezone: 'Etc/UTC' },
    payments: {
      statement_descriptor: name?.toUpperCase().slice(0, 22) ?? null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: {
        delay_days: 2,
        interval,
        ...(interval === 'weekly' && { weekly_anchor: weeklyAnchor ?? 'friday' }),
        ...(interval === 'monthly' && { monthly_anchor: monthlyAnchor ?? 1 }),
      },
      statement_descriptor: null,
    },
  }
}

type NewBankAccount = {
  country: string
  currency: string
  holder: string | null
  last4?: string
  bankName?: string
  /** The same bank account has the same one on every connected account; without it, it is nobody else's. */
  fingerprint?: string
}

/** Gives the account a bank to be paid out to; the first of a currency is the default for it. */
export function addBankAccount(world: World, account: string, input: NewBankAccount): BankAccountRow {
  const id = world.ids.next('ba')
  const digits = letters(`${id}:last4`, 8).replaceAll(/\D/g, '')
  const isFirst = !bankAccountFor(world, account, input.currency)
  return world.store.insert('bank_account', account, {
    id,
    object: 'bank_account',
    account,
    account_holder_name: input.holder,
    account_holder_type: 'company',
    account_type: null,
    available_payout_methods: input.country === 'US' ? ['standard', 'instant'] : ['standard'],
    bank_name: input.bankName ?? 'STRIPE TEST BANK',
    country: input.country,
    created: world.now(),
    currency: input.currency,
    default_for_currency: isFirst,
    fingerprint: input.fingerprint ?? letters(`${id}:fingerprint`, 16),
    last4: input.last4 ?? digits.padEnd(4, '6789').slice(0, 4),
    metadata: {},
    routing_number: input.country === 'US' ? '110000000' : null,
    status: 'new',
  })
}

export function bankAccountFor(world: World, account: string, currency: string): BankAccountRow | undefined {
  const banks = world.store.all('bank_account', account).filter((bank) => bank.currency === currency)
  return banks.find((bank) => bank.default_for_currency) ?? banks[0]
}

/** Stops or restores transfers and payouts of a connected account, as a missed requirement does. */
export function setRestricted(world: World, id: string, restricted: boolean): AccountRow {
  const account = world.require('account', world.platform, id)
  if (id === world.platform) throw refused('account_invalid', 'The platform account cannot be restricted.')
  const changes: Partial<AccountRow> = {
    capabilities: restricted
      ? { card_payments: 'inactive', transfers: 'inactive' }
      : { card_payments: 'active', transfers: 'active' },
    charges_enabled: !restricted,
    payouts_enabled: !restricted,
    requirements: restricted
      ? {
          ...NO_REQUIREMENTS,
          current_deadline: world.now(),
          currently_due: ['company.verification.document'],
          disabled_reason: 'requirements.past_due',
          eventually_due: ['company.verification.document'],
          past_due: ['company.verification.document'],
        }
      : NO_REQUIREMENTS,
  }
  const updated = updateAccount(world, account, changes)
  for (const name of CAPABILITIES) tellOfCapability(world, updated, name)
  return updated
}

/** What an account may be asked to do here. */
export const CAPABILITIES = ['card_payments', 'transfers'] as const
type CapabilityName = (typeof CAPABILITIES)[number]

/** A capability of an account as an object of its own (docs.stripe.com/api/capabilities). */
export function capabilityOf(account: AccountRow, name: CapabilityName): Wire<Stripe.Capability> {
  const status = account.capabilities?.[name]
  const { past_due = [], currently_due = [], current_deadline = null } = account.requirements ?? {}
  return {
    id: name,
    object: 'capability',
    account: account.id,
    requested: status !== undefined,
    requested_at: status === undefined ? null : account.created,
    requirements: {
      alternatives: [],
      current_deadline,
      currently_due: currently_due ?? [],
      disabled_reason: status === 'inactive' ? 'requirements.fields_needed' : null,
      errors: [],
      eventually_due: currently_due ?? [],
      past_due: past_due ?? [],
      pending_verification: [],
    },
    status: status ?? 'unrequested',
  }
}

/** Asks for a capability, or gives it up. */
export function requestCapability(
  world: World,
  account: AccountRow,
  name: CapabilityName,
  requested: boolean,
): AccountRow {
  const { [name]: before, ...others } = account.capabilities ?? {}
  if ((before !== undefined) === requested) return account
  const capabilities = requested ? { ...others, [name]: 'active' as const } : others
  const updated = updateAccount(world, account, { capabilities })
  tellOfCapability(world, updated, name)
  return updated
}

export function tellOfCapability(world: World, account: AccountRow, name: CapabilityName): void {
  recordSnapshot(world, account.id, 'capability.updated', capabilityOf(account, name))
}

export function updateAccount(world: World, account: AccountRow, changes: Partial<AccountRow>): AccountRow {
  const updated = world.store.update('account', account, changes)
  const before = Object.fromEntries(Object.keys(changes).map((key) => [key, account[key as keyof AccountRow]]))
  recordEventOnAccount(world, updated, before)
  return updated
}

function recordEventOnAccount(world: World, account: AccountRow, before: Partial<AccountRow>): void {
  recordEvent(world, account.id, 'account.updated', 'account', account, before)
}
