import type { Stripe } from 'stripe'
import type { AccountRow } from '../core/kinds.ts'
import type { Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordSnapshot } from '../webhooks/record-event.ts'

type Settings = Wire<Stripe.BalanceSettings>
type PayoutSettings = NonNullable<NonNullable<AccountRow['settings']>['payouts']>

export type SettingsChange = {
  debitNegativeBalances?: boolean | undefined
  statementDescriptor?: string | undefined
  interval?: string | undefined
  weeklyPayoutDays?: string[] | undefined
  monthlyPayoutDays?: number[] | undefined
  delayDays?: number | null | undefined
  /** By currency; null takes the minimum away. */
  minimumBalance?: Readonly<Record<string, number | null>> | undefined
}

/** How the account's balance is paid out: another view of its payout settings (docs.stripe.com/api/balance-settings). */
export function balanceSettingsOf(account: AccountRow): Settings {
  const payouts = account.settings?.payouts
  const plan = payouts?.schedule
  return {
    object: 'balance_settings',
    payments: {
      debit_negative_balances: payouts?.debit_negative_balances ?? null,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency: account._minimum_balance ? { ...account._minimum_balance } : null,
        schedule: plan ? shownSchedule(plan) : null,
        statement_descriptor: payouts?.statement_descriptor ?? null,
        status: account.payouts_enabled ? 'enabled' : 'disabled',
      },
      settlement_timing: { delay_days: plan?.delay_days ?? 2, start_of_day: null },
    },
  }
}

function shownSchedule(plan: PayoutSettings['schedule']): { interval: string } {
  const weekly = plan.weekly_payout_days ?? (plan.weekly_anchor === undefined ? [] : [plan.weekly_anchor])
  const monthly = plan.monthly_payout_days ?? (plan.monthly_anchor === undefined ? [] : [plan.monthly_anchor])
  return {
    interval: plan.interval,
    ...(plan.interval === 'weekly' && { weekly_payout_days: weekly }),
    ...(plan.interval === 'monthly' && { monthly_payout_days: monthly }),
  }
}

/** Changes what is given and leaves the rest. */
export function changeBalanceSettings(world: World, account: AccountRow, change: SettingsChange): Settings {
  const before = balanceSettingsOf(account)
  const { settings } = account
  const changed = world.store.update('account', account, {
    ...(settings?.payouts && { settings: { ...settings, payouts: changedPayouts(settings.payouts, change) } }),
    ...(change.minimumBalance && { _minimum_balance: changedMinimum(account, change.minimumBalance) }),
  })
  const after = balanceSettingsOf(changed)
  recordSnapshot(world, account.id, 'balance_settings.updated', after, { payments: before.payments })
  return after
}

function changedPayouts(payouts: PayoutSettings, change: SettingsChange): PayoutSettings {
  return {
    ...payouts,
    debit_negative_balances: change.debitNegativeBalances ?? payouts.debit_negative_balances,
    statement_descriptor: change.statementDescriptor ?? payouts.statement_descriptor,
    schedule: changedSchedule(payouts.schedule, change),
  }
}

const STANDARD_DELAY = 2

function changedSchedule(plan: PayoutSettings['schedule'], change: SettingsChange): PayoutSettings['schedule'] {
  const interval = change.interval ?? plan.interval
  const weekly = change.weeklyPayoutDays ?? plan.weekly_payout_days ?? [plan.weekly_anchor ?? 'friday']
  const monthly = change.monthlyPayoutDays ?? plan.monthly_payout_days ?? [plan.monthly_anchor ?? 1]
  return {
    delay_days: change.delayDays === null ? STANDARD_DELAY : (change.delayDays ?? plan.delay_days),
    interval,
    ...(interval === 'weekly' && { weekly_anchor: weekly[0] ?? 'friday', weekly_payout_days: weekly }),
    ...(interval === 'monthly' && { monthly_anchor: monthly[0] ?? 1, monthly_payout_days: monthly }),
  }
}

function changedMinimum(
  { _minimum_balance = {} }: AccountRow,
  change: Readonly<Record<string, number | null>>,
): Record<string, number> {
  const merged = Object.entries({ ..._minimum_balance, ...change })
  return Object.fromEntries(merged.filter((entry): entry is [string, number] => entry[1] !== null))
}
