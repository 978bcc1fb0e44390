import type { WantedDiscount } from '../billing/discount.ts'
import type { ItemChange } from '../billing/subscription-change.ts'
import { taxRatesOf } from '../billing/tax.ts'
import { DAY } from '../core/clock.ts'
import { invalid } from '../core/failure.ts'
import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import {
  boolean,
  choice,
  clearable,
  integer,
  integerOr,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  percent,
  required,
  text,
  unsettable,
} from '../http/params.ts'
import type { Call } from '../http/route.ts'

export const PRORATION = choice('create_prorations', 'always_invoice', 'none')

export const DISCOUNTS = unsettable(listOf(object({ coupon: text, promotion_code: text, discount: text })))

/** Discounts as they were asked for. */
export const discountsWanted = (given: Parsed<{ discounts: typeof DISCOUNTS }>['discounts']): WantedDiscount[] =>
  (given ?? []).map(({ coupon, promotion_code, discount }) => ({ coupon, promotionCode: promotion_code, discount }))

/** What both making and changing a subscription take. */
export const COMMON = {
  add_invoice_items: listOf(object({ price: required(text), quantity: integer })),
  application_fee_percent: unsettable(percent),
  automatic_tax: object({ enabled: required(boolean) }),
  cancel_at: integerOr(''),
  cancel_at_period_end: boolean,
  collection_method: choice('charge_automatically', 'send_invoice'),
  days_until_due: integer,
  default_payment_method: clearable,
  default_tax_rates: listOf(text),
  description: clearable,
  discounts: DISCOUNTS,
  metadata,
  off_session: boolean,
  on_behalf_of: clearable,
  payment_behavior: choice('allow_incomplete', 'default_incomplete', 'error_if_incomplete'),
  payment_settings: object({
    payment_method_types: listOf(text),
    save_default_payment_method: choice('off', 'on_subscription'),
  }),
  proration_behavior: PRORATION,
  transfer_data: unsettable(object({ destination: required(text), amount_percent: percent })),
  trial_end: integerOr('now'),
  trial_from_plan: boolean,
  trial_settings: object({
    end_behavior: required(object({ missing_payment_method: required(choice('cancel', 'create_invoice', 'pause')) })),
  }),
}
type CommonParams = Parsed<typeof COMMON>

export const subscriptionOf = (call: Call<unknown>): SubscriptionRow =>
  call.world.require('subscription', call.account, call.ids[0] ?? '')

/** The fields that the parameters set as they stand; what was not sent is not among them. */
export function fieldsOf(
  world: World,
  account: string,
  params: Partial<CommonParams>,
  current: SubscriptionRow | null,
): Partial<SubscriptionRow> {
  const { payment_settings: settings, trial_settings: trial, transfer_data: transfer } = params
  if (params.default_payment_method != null)
    world.require('payment_method', account, params.default_payment_method, 'default_payment_method', 400)
  if (transfer != null)
    world.require('account', world.platform, transfer.destination, 'transfer_data[destination]', 400)
  if (params.cancel_at !== undefined && params.cancel_at !== '' && params.cancel_at <= world.now())
    throw invalid('Invalid timestamp: `cancel_at` must be in the future.', 'cancel_at')
  return {
    ...pick(params, ['application_fee_percent', 'collection_method', 'days_until_due', 'description', 'on_behalf_of']),
    ...pick(params, ['default_payment_method']),
    ...(params.cancel_at !== undefined && cancelAt(world, params.cancel_at)),
    ...(params.metadata !== undefined && { metadata: mergeMetadata(current?.metadata ?? {}, params.metadata) }),
    ...(settings && {
      payment_settings: {
        payment_method_options: null,
        payment_method_types: settings.payment_method_types ?? null,
        save_default_payment_method: settings.save_default_payment_method ?? 'off',
      },
    }),
    ...(params.automatic_tax && {
      automatic_tax: { disabled_reason: null, enabled: params.automatic_tax.enabled, liability: { type: 'self' } },
    }),
    ...(params.default_tax_rates && {
      default_tax_rates: taxRatesOf(world, account, params.default_tax_rates, 'default_tax_rates'),
    }),
    ...(trial && {
      trial_settings: {
        end_behavior: {
          billing_cycle_anchor: null,
          missing_payment_method: trial.end_behavior.missing_payment_method,
        },
      },
    }),
    ...(transfer !== undefined && {
      transfer_data: transfer && { amount_percent: transfer.amount_percent ?? null, destination: transfer.destination },
    }),
  }
}

const cancelAt = (world: World, at: number | ''): Partial<SubscriptionRow> =>
  at === ''
    ? { cancel_at: null, cancel_at_period_end: false, canceled_at: null }
    : { cancel_at: at, canceled_at: world.now() }

type Sent<T, K extends keyof T> = { [N in K]?: Exclude<T[N], undefined> }

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Sent<T, K> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Sent<
    T,
    K
  >
}

/** When the trial ends, or null for none: an instant, so many days, or as the first price says. */
export function trialEndOf(
  { world, account }: Call<unknown>,
  params: {
    trial_end?: number | 'now' | undefined
    trial_period_days?: number | undefined
    trial_from_plan?: boolean | undefined
  },
  firstPrice: string | undefined,
): number | null {
  const { trial_end: end, trial_period_days: days } = params
  if (end !== undefined && days !== undefined)
    throw invalid('You may only provide one of these parameters: trial_end, trial_period_days.', 'trial_end')
  if (end === 'now') return world.now()
  if (end !== undefined) return end
  if (days !== undefined) return days > 0 ? world.now() + days * DAY : null
  const own = params.trial_from_plan && firstPrice ? world.store.find('price', account, firstPrice) : undefined
  const planned = own?.recurring?.trial_period_days ?? 0
  return planned > 0 ? world.now() + planned * DAY : null
}

/** One-time prices for the next invoice. */
export const extrasOf = (params: Partial<CommonParams>) =>
  (params.add_invoice_items ?? []).map(({ price, quantity = 1 }) => ({ price, quantity }))

export const CHANGED_ITEM = {
  id: text,
  deleted: boolean,
  metadata,
  price: text,
  quantity: integer,
}

/** What is to become of one item, as it was asked for. */
export const itemChange = (item: Parsed<typeof CHANGED_ITEM>): ItemChange => ({
  id: item.id ?? null,
  price: item.price ?? null,
  quantity: item.quantity ?? null,
  deleted: item.deleted ?? false,
  metadata: item.metadata === undefined ? null : (current) => mergeMetadata(current, item.metadata),
})
