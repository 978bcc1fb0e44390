import { forbidden, invalid } from '../core/failure.ts'
import type { AccountRow } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { boolean, choice, currency, integer, mergeMetadata, metadata, object, required, text } from '../http/params.ts'
import { type Call, CREATED, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import {
  addBankAccount,
  CAPABILITIES,
  capabilityOf,
  createAccount,
  requestCapability,
  updateAccount,
} from '../objects/account.ts'
import { removeBank, updateBank } from '../objects/payout-bank.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const requested = object({ requested: boolean })
const schedule = object({
  delay_days: integer,
  interval: choice('daily', 'weekly', 'monthly', 'manual'),
  weekly_anchor: choice('monday', 'tuesday', 'wednesday', 'thursday', 'friday'),
  monthly_anchor: integer,
})
const bankAccount = object({
  object: choice('bank_account'),
  country: required(text),
  currency: required(currency),
  account_holder_name: text,
  account_holder_type: choice('individual', 'company'),
  account_number: required(text),
  routing_number: text,
})

const CHANGES = {
  email: text,
  metadata,
  business_type: choice('individual', 'company', 'non_profit', 'government_entity'),
  business_profile: object({ name: text, url: text, mcc: text, product_description: text, support_email: text }),
  capabilities: object({ transfers: requested, card_payments: requested }),
  settings: object({ payouts: object({ schedule, debit_negative_balances: boolean, statement_descriptor: text }) }),
  external_account: bankAccount,
  default_currency: currency,
}

const NEW = {
  ...CHANGES,
  country: text,
  type: choice('standard', 'express', 'custom'),
  controller: object({
    fees: object({ payer: choice('account', 'application') }),
    losses: object({ payments: choice('application', 'stripe') }),
    requirement_collection: choice('application', 'stripe'),
    stripe_dashboard: object({ type: choice('express', 'full', 'none') }),
  }),
}

const HOME_CURRENCY: Readonly<Record<string, string>> = {
  US: 'usd',
  DE: 'eur',
  FR: 'eur',
  IE: 'eur',
  JP: 'jpy',
  GB: 'gbp',
  KW: 'kwd',
}

export const accountRoutes: Route[] = [
  route('GET', '/v1/account', {}, ({ world, account }) =>
    show(world, account, 'account', world.require('account', world.platform, account)),
  ),
  listRoute('/v1/accounts', 'account', CREATED, ({ world }) => ({ condition: `id <> '${world.platform}'` })),
  route('GET', '/v1/accounts/:id', {}, (call) => reply(call, 'account', reachable(call))),
  route('POST', '/v1/accounts', NEW, (call) => {
    const { world, params } = call
    platformOnly(call)
    const country = params.country ?? 'US'
    const account = createAccount(world, {
      country,
      currency: params.default_currency ?? HOME_CURRENCY[country] ?? 'usd',
      email: params.email ?? null,
      name: params.business_profile?.name ?? null,
      url: params.business_profile?.url ?? null,
      type: params.type ?? (params.controller?.stripe_dashboard?.type === 'full' ? 'standard' : 'express'),
      ...(params.controller?.fees?.payer && { feesPayer: params.controller.fees.payer }),
      ...(params.controller?.losses?.payments && { lossesPayer: params.controller.losses.payments }),
      // As in life where both are said; an account of a type alone, for tests, comes verified.
      isUnverified: params.controller !== undefined && params.capabilities !== undefined,
      metadata: mergeMetadata({}, params.metadata),
      interval: params.settings?.payouts?.schedule?.interval ?? 'daily',
      ...(params.settings?.payouts?.schedule?.weekly_anchor && {
        weeklyAnchor: params.settings.payouts.schedule.weekly_anchor,
      }),
      ...(params.settings?.payouts?.schedule?.monthly_anchor && {
        monthlyAnchor: params.settings.payouts.schedule.monthly_anchor,
      }),
    })
    return reply(call, 'account', account)
  }),
  route('POST', '/v1/accounts/:id', CHANGES, (call) => {
    const { world, params } = call
    const account = reachable(call)
    const payouts = params.settings?.payouts
    const changes: Partial<AccountRow> = {
      ...(params.email !== undefined && { email: params.email }),
      ...(params.metadata !== undefined && { metadata: mergeMetadata(account.metadata ?? {}, params.metadata) }),
      ...(params.business_profile?.name !== undefined &&
        account.business_profile && {
          business_profile: { ...account.business_profile, name: params.business_profile.name },
        }),
      ...(payouts && account.settings && { settings: withSchedule(account.settings, payouts.schedule) }),
    }
    if (params.external_account) {
      const bank = bankFor(world, account.id, params.external_account)
      recordEvent(world, account.id, 'account.external_account.created', 'bank_account', bank)
    }
    return reply(call, 'account', updateAccount(world, account, changes))
  }),
  listRoute(
    '/v1/accounts/:id/external_accounts',
    'bank_account',
    { object: choice('bank_account', 'card') },
    (call) => {
      const { id } = reachable(call)
      return { account: id, where: { account_owner: id, object: undefined } }
    },
  ),
  route('GET', '/v1/accounts/:id/external_accounts/:id', {}, (call) => {
    const { id } = reachable(call)
    return show(call.world, id, 'bank_account', call.world.require('bank_account', id, lastOf(call.ids)))
  }),
  route(
    'POST',
    '/v1/accounts/:id/external_accounts',
    { external_account: required(bankAccount), default_for_currency: boolean, metadata },
    (call) => {
      const { id } = reachable(call)
      const bank = bankFor(call.world, id, call.params.external_account)
      recordEvent(call.world, id, 'account.external_account.created', 'bank_account', bank)
      if (!call.params.default_for_currency) return show(call.world, id, 'bank_account', bank)
      return show(call.world, id, 'bank_account', updateBank(call.world, id, bank, { default_for_currency: true }))
    },
  ),
  route(
    'POST',
    '/v1/accounts/:id/external_accounts/:id',
    { account_holder_name: text, default_for_currency: boolean, metadata },
    (call) => {
      const { id } = reachable(call)
      const { account_holder_name, default_for_currency } = call.params
      const bank = call.world.require('bank_account', id, lastOf(call.ids))
      const changed = updateBank(call.world, id, bank, {
        metadata: mergeMetadata(bank.metadata ?? {}, call.params.metadata),
        ...(account_holder_name !== undefined && { account_holder_name }),
        ...(default_for_currency && { default_for_currency }),
      })
      return show(call.world, id, 'bank_account', changed)
    },
  ),
  route('DELETE', '/v1/accounts/:id/external_accounts/:id', {}, (call) => {
    const { id } = reachable(call)
    const bank = call.world.require('bank_account', id, lastOf(call.ids))
    removeBank(call.world, id, bank)
    return { id: bank.id, object: 'bank_account', deleted: true }
  }),
  route('GET', '/v1/accounts/:id/capabilities', {}, (call) => {
    const account = reachable(call)
    const data = CAPABILITIES.map((name) => plain(capabilityOf(account, name)))
    return { object: 'list', data, has_more: false, url: `/v1/accounts/${account.id}/capabilities` }
  }),
  route('GET', '/v1/accounts/:id/capabilities/:id', {}, (call) => plain(capabilityOf(reachable(call), nameOf(call)))),
  route('POST', '/v1/accounts/:id/capabilities/:id', { requested: required(boolean) }, (call) => {
    const changed = requestCapability(call.world, reachable(call), nameOf(call), call.params.requested)
    return plain(capabilityOf(changed, nameOf(call)))
  }),
]

const plain = (object: object) => JSON.parse(JSON.stringify(object)) as JsonObject

function nameOf(call: Call<unknown>): (typeof CAPABILITIES)[number] {
  const wanted = lastOf(call.ids)
  const name = CAPABILITIES.find((known) => known === wanted)
  if (!name) throw invalid(`No such capability: ${wanted}`, 'capability')
  return name
}

type BankParams = { country: string; currency: string; account_number: string; account_holder_name: string | undefined }

function bankFor(world: World, account: string, params: BankParams) {
  return addBankAccount(world, account, {
    country: params.country,
    currency: params.currency,
    holder: params.account_holder_name ?? null,
    last4: params.account_number.slice(-4),
  })
}

function withSchedule(
  settings: NonNullable<AccountRow['settings']>,
  changes:
    | {
        interval?: string | undefined
        weekly_anchor?: string | undefined
        monthly_anchor?: number | undefined
        delay_days?: number | undefined
      }
    | undefined,
): NonNullable<AccountRow['settings']> {
  if (!settings.payouts || !changes) return settings
  const { schedule } = settings.payouts
  const interval = changes.interval ?? schedule.interval
  const next = {
    delay_days: changes.delay_days ?? schedule.delay_days,
    interval,
    ...(interval === 'weekly' && { weekly_anchor: changes.weekly_anchor ?? schedule.weekly_anchor ?? 'friday' }),
    ...(interval === 'monthly' && { monthly_anchor: changes.monthly_anchor ?? schedule.monthly_anchor ?? 1 }),
  }
  return { ...settings, payouts: { ...settings.payouts, schedule: next } }
}

/** The account named in the path: any of its own for the platform, only itself for a connected account. */
function reachable({ world, account, ids }: Call<unknown>): AccountRow {
  const id = ids[0] ?? ''
  const found =
    account === world.platform || account === id ? world.store.find('account', world.platform, id) : undefined
  if (found) return found
  throw forbidden(
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    'account_invalid',
  )
}

function platformOnly({ world, account }: Call<unknown>): void {
  if (account !== world.platform) throw forbidden('Only the platform may do this.', 'account_invalid')
}
