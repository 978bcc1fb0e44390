import type { Kind, Rows } from './kinds.ts'
import type { Page, Where } from './store.ts'
import type { Json, JsonObject } from './wire.ts'
import type { World } from './world.ts'

const NESTED_LIMIT = 10

/** A list inside an object; `expanded` ones appear only when asked for. */
type Nested = { field: string; kind: Kind; filter: string; url: (id: string) => string; expanded?: boolean }

const NESTED: Partial<Record<Kind, Nested>> = {
  account: {
    field: 'external_accounts',
    kind: 'bank_account',
    filter: 'account_owner',
    url: (id) => `/v1/accounts/${id}/external_accounts`,
  },
  transfer: {
    field: 'reversals',
    kind: 'transfer_reversal',
    filter: 'transfer',
    url: (id) => `/v1/transfers/${id}/reversals`,
  },
  application_fee: {
    field: 'refunds',
    kind: 'fee_refund',
    filter: 'fee',
    url: (id) => `/v1/application_fees/${id}/refunds`,
  },
  subscription: {
    field: 'items',
    kind: 'subscription_item',
    filter: 'subscription',
    url: (id) => `/v1/subscription_items?subscription=${id}`,
  },
  credit_note: {
    field: 'lines',
    kind: 'credit_note_line',
    filter: 'note',
    url: (id) => `/v1/credit_notes/${id}/lines`,
  },
  invoice: { field: 'lines', kind: 'line_item', filter: 'invoice', url: (id) => `/v1/invoices/${id}/lines` },
}

const EXPANDED: Partial<Record<Kind, Nested>> = {
  charge: {
    field: 'refunds',
    kind: 'refund',
    filter: 'charge',
    url: (id) => `/v1/charges/${id}/refunds`,
  },
  checkout_session: {
    field: 'line_items',
    kind: 'checkout_line',
    filter: 'session',
    url: (id) => `/v1/checkout/sessions/${id}/line_items`,
  },
  quote: { field: 'line_items', kind: 'checkout_line', filter: 'session', url: (id) => `/v1/quotes/${id}/line_items` },
  customer: { field: 'tax_ids', kind: 'tax_id', filter: 'customer', url: (id) => `/v1/customers/${id}/tax_ids` },
  invoice: { field: 'payments', kind: 'invoice_payment', filter: 'invoice', url: () => '/v1/invoice_payments' },
}

/** Lists that read in the order their parts were added; all others are newest first. */
const OLDEST_FIRST: ReadonlySet<Kind> = new Set(['line_item', 'checkout_line', 'subscription_item', 'credit_note_line'])

/** The object as the API shows it: hidden fields dropped, derived fields and nested lists added. */
export function show<K extends Kind>(world: World, account: string, kind: K, row: Rows[K]): JsonObject {
  const shown: JsonObject = {}
  for (const [name, value] of Object.entries(row)) {
    if (!name.startsWith('_') && !isHidden(kind, name)) shown[name] = value as Json
  }
  if (kind === 'balance_transaction') {
    shown.status = (row as Rows['balance_transaction']).available_on <= world.now() ? 'available' : 'pending'
  }
  if (kind === 'dispute') shown.balance_transactions = transactionsOf(world, account, row as Rows['dispute'])
  if (kind === 'coupon') shown.valid = isValid(world, row as Rows['coupon'])
  if (kind === 'event') shown.pending_webhooks = pendingWebhooks(world, row.id)
  const nested = NESTED[kind]
  if (nested) shown[nested.field] = nestedList(world, account, nested, row.id)
  return shown
}

/** The nested list of that name, when the object has it only on request. */
export function includable(world: World, account: string, object: JsonObject, field: string): JsonObject | undefined {
  const kind = (object.object === 'checkout.session' ? 'checkout_session' : object.object) as Kind
  if (kind === 'invoice' && field === 'confirmation_secret') return confirmationSecret(world, account, object)
  const nested = EXPANDED[kind]
  if (nested?.field !== field || typeof object.id !== 'string') return undefined
  return nestedList(world, account, nested, object.id)
}

/** Whether it may still be redeemed: its day has not passed, and not as many have used it as may. */
export const isValid = (world: World, { redeem_by, max_redemptions, times_redeemed }: Rows['coupon']): boolean =>
  (redeem_by === null || redeem_by > world.now()) && (max_redemptions === null || times_redeemed < max_redemptions)

/** What a page needs to let the buyer pay an open invoice. */
function confirmationSecret(world: World, account: string, { id }: JsonObject): JsonObject | undefined {
  const payment = world.store.all('invoice_payment', account, { invoice: String(id) }).at(-1)
  const intent = world.store.find('payment_intent', account, payment?.payment.payment_intent ?? '')
  return intent && { client_secret: intent.client_secret, type: 'payment_intent' }
}

/** A page of objects in Stripe's list envelope. */
export function showList(world: World, account: string, kind: Kind, where: Where, page: Page, url: string): JsonObject {
  const ordered = { ...page, oldestFirst: OLDEST_FIRST.has(kind) }
  const { rows, hasMore } = world.store.list(kind, account, where, ordered)
  return { object: 'list', data: rows.map((row) => show(world, account, kind, row)), has_more: hasMore, url }
}

function nestedList(world: World, account: string, nested: Nested, id: string): JsonObject {
  const holder = nested.kind === 'bank_account' ? id : account
  const where = { [nested.filter]: id }
  return showList(world, holder, nested.kind, where, { limit: NESTED_LIMIT }, nested.url(id))
}

const transactionsOf = (world: World, account: string, { _transactions }: Rows['dispute']): JsonObject[] =>
  _transactions.map((id) =>
    show(world, account, 'balance_transaction', world.require('balance_transaction', account, id)),
  )

const WITHOUT_CREATED: ReadonlySet<Kind> = new Set([
  'line_item',
  'checkout_line',
  'payment_link',
  'invoiceitem',
  'discount',
  'credit_note_line',
  'bank_account',
  'reserve_transaction',
  'connect_collection_transfer',
])

/** Bookkeeping that some kinds need for ordering and that Stripe's object does not have. */
function isHidden(kind: Kind, name: string): boolean {
  return name === 'created' && WITHOUT_CREATED.has(kind)
}

function pendingWebhooks(world: World, eventId: string): number {
  const found = world.store
    .statement(`SELECT count(*) AS n FROM delivery WHERE event = ? AND state IN ('waiting', 'dropped', 'failed')`)
    .get(eventId)
  return Number(found?.n ?? 0)
}
