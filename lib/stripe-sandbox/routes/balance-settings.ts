import { invalid } from '../core/failure.ts'
import type { JsonObject } from '../core/wire.ts'
import { boolean, choice, integer, listOf, object, type Param, text } from '../http/params.ts'
import { type Route, route } from '../http/route.ts'
import { balanceSettingsOf, changeBalanceSettings } from '../objects/balance-settings.ts'

/** Amounts by currency; an empty value takes one away. */
const amounts: Param<Record<string, number | null>> = {
  isRequired: false,
  read: (raw, name) => {
    if (typeof raw === 'string' || Array.isArray(raw)) throw invalid('Invalid object', name)
    const read = Object.entries(raw).map(([code, value]): [string, number | null] => [
      code,
      value === '' ? null : integer.read(value, `${name}[${code}]`),
    ])
    return Object.fromEntries(read)
  },
}

const clearableInteger: Param<number | null> = {
  isRequired: false,
  read: (raw, name) => (raw === '' ? null : integer.read(raw, name)),
}

const payments = object({
  debit_negative_balances: boolean,
  payouts: object({
    minimum_balance_by_currency: amounts,
    schedule: object({
      interval: choice('daily', 'weekly', 'monthly', 'manual'),
      monthly_payout_days: listOf(integer),
      weekly_payout_days: listOf(choice('monday', 'tuesday', 'wednesday', 'thursday', 'friday')),
    }),
    statement_descriptor: text,
  }),
  settlement_timing: object({ delay_days_override: clearableInteger }),
})

export const balanceSettingsRoutes: Route[] = [
  route(
    'GET',
    '/v1/balance_settings',
    {},
    ({ world, account }) =>
      ({
        ...balanceSettingsOf(world.require('account', world.platform, account)),
      }) as JsonObject,
  ),
  route('POST', '/v1/balance_settings', { payments }, ({ world, account, params }) => {
    const { payouts, settlement_timing, debit_negative_balances } = params.payments ?? {}
    const changed = changeBalanceSettings(world, world.require('account', world.platform, account), {
      debitNegativeBalances: debit_negative_balances,
      statementDescriptor: payouts?.statement_descriptor,
      interval: payouts?.schedule?.interval,
      weeklyPayoutDays: payouts?.schedule?.weekly_payout_days,
      monthlyPayoutDays: payouts?.schedule?.monthly_payout_days,
      delayDays: settlement_timing?.delay_days_override,
      minimumBalance: payouts?.minimum_balance_by_currency,
    })
    return { ...changed } as JsonObject
  }),
]
