import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchPage, type ListQuery, type Page } from '#lib/providers/stripe/fetch.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { healOpenObjects } from './heal.ts'
import { keepPage } from './keep-page.ts'
import type { Dispatch } from './mirror.ts'
import type { InboxEntity } from './model.ts'
import { moveCursor, type Window, windowOf } from './sweep-cursor.ts'
import { PLATFORM_LISTS, SELLER_LISTS, type SweptList, WITH_SOURCE } from './sweep-lists.ts'

type Sweep = {
  readonly entity: InboxEntity
  readonly account: string
  /** Only these lists; all of the account's without it. */
  readonly kinds?: readonly string[]
  readonly at: Date
  readonly dispatch: Dispatch
  readonly onProgress?: (progress: { readonly kind: string; readonly rows: number }) => void
}

type Swept = { readonly rows: number; readonly changed: number; readonly unreadable: number }

/**
 * Reads an account's lists by creation from where the last sweep ended, mirrors what is new and dispatches what changed.
 * Loads the first data, and heals whatever events did not bring. Stopped half-way, it goes on where it stopped.
 */
export async function sweepAccount(sweep: Sweep): Promise<Swept> {
  const { entity, account, kinds, at, dispatch } = sweep
  const lists = account === entity.stripeAccount ? PLATFORM_LISTS : SELLER_LISTS
  let total: Swept = { rows: 0, changed: 0, unreadable: 0 }
  for (const list of lists) {
    if (kinds !== undefined && !kinds.includes(list.kind)) continue
    total = sumOf(total, await sweepList(sweep, list))
  }
  if (kinds === undefined) {
    const changed = await healOpenObjects({ entity, account, at, dispatch })
    total = sumOf(total, { rows: 0, changed, unreadable: 0 })
  }
  return total
}

const sumOf = (left: Swept, right: Swept): Swept => ({
  rows: left.rows + right.rows,
  changed: left.changed + right.changed,
  unreadable: left.unreadable + right.unreadable,
})

async function sweepList(sweep: Sweep, list: SweptList): Promise<Swept> {
  const { entity, account, at, onProgress } = sweep
  const window = await windowOf(entity, { account, kind: list.kind }, at)
  const query = queryOf(list, window)
  let { after } = window
  let total: Swept = { rows: 0, changed: 0, unreadable: 0 }
  for (;;) {
    const page = await pageOf(list, () => fetchPage(callerFor(entity, account), list.path, query, after), at)
    after = page.after
    total = sumOf(total, await keep(sweep, list, window, page))
    onProgress?.({ kind: list.kind, rows: total.rows })
    if (!page.hasMore) return total
  }
}

/** A list that the account does not have holds nothing. */
async function pageOf({ isOptional }: SweptList, fetch: () => Promise<Page>, asOf: Date): Promise<Page> {
  try {
    return await fetch()
  } catch (error) {
    if (isOptional && error instanceof StripeTrouble && error.kind === 'missing')
      return { wires: [], hasMore: false, after: '', asOf }
    throw error
  }
}

function queryOf({ kind, query }: SweptList, { from, to, isFirst }: Window): ListQuery {
  const expand = kind === 'balance_transaction' && !isFirst ? WITH_SOURCE : {}
  // Accounts change long after they were made, and there are few of them: every sweep reads them all.
  const isWhole = from === null || kind === 'account'
  return {
    ...query,
    ...expand,
    'created[lte]': `${Math.floor(to.getTime() / 1_000)}`,
    ...(isWhole ? {} : { 'created[gte]': `${Math.floor(from.getTime() / 1_000)}` }),
  }
}

function keep(sweep: Sweep, list: SweptList, window: Window, page: Page): Promise<Swept> {
  const { entity, account, at, dispatch } = sweep
  const step = { account, kind: list.kind, window, after: page.after, isDone: !page.hasMore, rows: page.wires.length }
  const readsAll = window.isFirst
  return keepPage({ entity, account, list, page, readsAll, dispatch, within: (tx) => moveCursor(tx, step, at) })
}
