import { clock } from '#lib/platform/clock.ts'
import type { Caller } from './caller.ts'
import { readStripe } from './client.ts'
import { items, text, type Wire } from './wire.ts'

/** Where each kind of object is read by id. What is not here cannot be asked for again. */
const PATHS = {
  account: 'accounts',
  application_fee: 'application_fees',
  balance_transaction: 'balance_transactions',
  charge: 'charges',
  'checkout.session': 'checkout/sessions',
  credit_note: 'credit_notes',
  customer: 'customers',
  dispute: 'disputes',
  invoice: 'invoices',
  invoice_payment: 'invoice_payments',
  payment_intent: 'payment_intents',
  payout: 'payouts',
  price: 'prices',
  product: 'products',
  'radar.early_fraud_warning': 'radar/early_fraud_warnings',
  refund: 'refunds',
  review: 'reviews',
  subscription: 'subscriptions',
  topup: 'topups',
  transfer: 'transfers',
} as const

export type FetchableType = keyof typeof PATHS

export const isFetchable = (type: string): type is FetchableType => Object.hasOwn(PATHS, type)

/** What is asked for beside the object, because it comes only when asked for. */
const EXPAND: Partial<Record<FetchableType, readonly string[]>> = {
  invoice: ['payments'],
  'checkout.session': ['line_items'],
}

export type Fetched = { readonly wire: Wire; readonly asOf: Date }

/** One object as it stands now. `asOf` is the instant before the question: the answer is at least that new. */
export async function fetchObject(caller: Caller, type: FetchableType, id: string): Promise<Fetched> {
  const asOf = clock.now()
  const expand = EXPAND[type]
  const path = `${PATHS[type]}/${encodeURIComponent(id)}`
  const { body } = await readStripe(caller, path, expand === undefined ? {} : { expand })
  return { wire: body, asOf }
}

/** One object with what it names, as it stands now. */
export async function fetchExpanded(caller: Caller, path: string, expand: readonly string[]): Promise<Fetched> {
  const asOf = clock.now()
  const { body } = await readStripe(caller, path, { expand })
  return { wire: body, asOf }
}

export type ListQuery = Readonly<Record<string, string | readonly string[]>>

export type Page = {
  readonly wires: readonly Wire[]
  readonly hasMore: boolean
  /** Id that the next page continues behind. */
  readonly after: string
  readonly asOf: Date
}

const PAGE_SIZE = '100'

/** One page of a list, newest first; `after` of a page continues behind it. */
export async function fetchPage(caller: Caller, path: string, query: ListQuery, after: string): Promise<Page> {
  const asOf = clock.now()
  const { body } = await readStripe(caller, path, {
    limit: PAGE_SIZE,
    ...query,
    ...(after === '' ? {} : { starting_after: after }),
  })
  const wires = items(body, 'data')
  const last = wires.at(-1)
  return { wires, hasMore: body.has_more === true && last !== undefined, after: last ? text(last, 'id') : '', asOf }
}

const PAGES_MAX = 1_000

/** A whole list, to its end. Throws beyond a hundred thousand: nothing inside one object is that long. */
export async function fetchAll(caller: Caller, path: string, query: ListQuery = {}): Promise<Fetched[]> {
  const found: Fetched[] = []
  let after = ''
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { wires, hasMore, asOf, after: next } = await fetchPage(caller, path, query, after)
    found.push(...wires.map((wire) => ({ wire, asOf })))
    if (!hasMore) return found
    after = next
  }
  throw new Error(`${path} has no end`)
}
