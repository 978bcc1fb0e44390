import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchPage, type ListQuery, type Page } from '#lib/providers/stripe/fetch.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { text, type Wire } from '#lib/providers/stripe/wire.ts'
import { keepPage } from '../keep-page.ts'
import type { Dispatch } from '../mirror.ts'
import type { InboxEntity } from '../model.ts'
import type { SweptList } from '../sweep-lists.ts'
import { CHECKED, type Held } from './checked-lists.ts'
import type { BackfillRun } from './model.ts'
import { type Difference, storeCheck, type Tally, tallyKey } from './store-check.ts'

type Check = {
  readonly entity: InboxEntity
  readonly run: BackfillRun
  readonly account: string
  readonly list: SweptList
  readonly dispatch: Dispatch
}

/** Ids of a difference that are kept by name; the counts say the rest. */
const NAMED_MAX = 50

/**
 * Compares one list with the mirror: counts and sums per day of creation and currency. What Stripe has and we had not is
 * fetched on the spot; what we hold and Stripe does not list is named. Returns whether everything agreed.
 */
export async function checkList(check: Check): Promise<boolean> {
  const held = CHECKED[check.list.kind]
  if (held === undefined) return true
  const stripe = new Map<string, Tally>()
  const missing = new Map<string, string[]>()
  const bounds = boundsOf(check.run)
  for await (const page of pagesOf(check, bounds)) {
    for (const wire of page.wires) addTo(stripe, tallyKey(dayOf(wire), held.currencyOf(wire)), held.amountOf(wire))
    const absent = await absentOf(check, held, page)
    if (absent.length === 0) continue
    for (const wire of absent) push(missing, tallyKey(dayOf(wire), held.currencyOf(wire)), text(wire, 'id'))
    await keepPage({ ...check, page: { ...page, wires: absent }, readsAll: false, within: async () => {} })
  }
  const ours = await ourTallies(check, held, bounds)
  const differences = await differencesOf(check, held, { stripe, ours, missing })
  await inRawTransaction(SYSTEM(check.entity), (tx) =>
    storeCheck(
      tx,
      check,
      { stripe, ours, differences, missing: [...missing.values()].flat().slice(0, NAMED_MAX) },
      clock.now(),
    ),
  )
  return differences.length === 0 && missing.size === 0
}

type Bounds = { readonly from: number; readonly to: number }

/** Stripe counts in whole seconds. */
const boundsOf = ({ since, upTo }: BackfillRun): Bounds => ({
  from: since === null ? 0 : Math.floor(since.getTime() / 1_000),
  to: Math.floor(upTo.getTime() / 1_000),
})

async function* pagesOf({ entity, account, list }: Check, { from, to }: Bounds): AsyncGenerator<Page> {
  const query: ListQuery = { ...list.query, 'created[gte]': `${from}`, 'created[lte]': `${to}` }
  let after = ''
  for (;;) {
    const page = await fetchPage(callerFor(entity, account), list.path, query, after).catch((error: unknown) => {
      if (list.isOptional && error instanceof StripeTrouble && error.kind === 'missing') return null
      throw error
    })
    if (page === null) return
    yield page
    if (!page.hasMore) return
    after = page.after
  }
}

const dayOf = (wire: Wire): string =>
  typeof wire.created === 'number' ? new Date(wire.created * 1_000).toISOString().slice(0, 10) : ''

async function absentOf({ entity, account, list }: Check, held: Held, page: Page): Promise<Wire[]> {
  const ids = page.wires.map((wire) => text(wire, 'id'))
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ id: string }>(
      `SELECT id FROM ${held.table} WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND id = ANY($4::text[])`,
      [entity.id, entity.livemode, list.kind === 'account' ? entity.stripeAccount : account, ids],
    ),
  )
  const known = new Set(rows.map(({ id }) => id))
  return page.wires.filter((wire) => !known.has(text(wire, 'id')))
}

async function ourTallies({ entity, account }: Check, held: Held, { from, to }: Bounds): Promise<Map<string, Tally>> {
  if (held.amount === null) return new Map()
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ day: string; currency: string; count: bigint; sum: bigint }>(
      `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, trim(${held.currency}) AS currency, count(*) AS count,
              coalesce(sum(${held.amount}), 0)::bigint AS sum
         FROM ${held.table} WHERE entity_id = $1 AND livemode = $2 AND account = $3
          AND created_at >= to_timestamp($4::bigint) AND created_at < to_timestamp($5::bigint + 1) GROUP BY 1, 2`,
      [entity.id, entity.livemode, account, from, to],
    ),
  )
  return new Map(rows.map(({ day, currency, count, sum }) => [tallyKey(day, currency), { count: Number(count), sum }]))
}

type Tallies = {
  readonly stripe: ReadonlyMap<string, Tally>
  readonly ours: ReadonlyMap<string, Tally>
  readonly missing: ReadonlyMap<string, readonly string[]>
}

/** The days on which the two sides do not agree even after the missing ones were fetched. */
async function differencesOf(check: Check, held: Held, { stripe, ours, missing }: Tallies): Promise<Difference[]> {
  if (held.amount === null) return []
  const keys = new Set([...stripe.keys(), ...ours.keys()])
  const differences: Difference[] = []
  for (const key of keys) {
    const theirs = stripe.get(key) ?? NOTHING
    const our = ours.get(key) ?? NOTHING
    if (theirs.count === our.count && theirs.sum === our.sum) continue
    const surplus = our.count > theirs.count ? await surplusOf(check, held, key) : []
    differences.push({ key, stripe: theirs, ours: our, missing: [...(missing.get(key) ?? [])], surplus })
  }
  return differences
}

const NOTHING: Tally = { count: 0, sum: 0n }

/** What we hold of a day that Stripe does not list; the day is read once more, so that no ids need to be remembered. */
async function surplusOf(check: Check, held: Held, key: string): Promise<string[]> {
  const [day = ''] = key.split(' ')
  const from = Math.floor(Date.parse(day) / 1_000)
  const listed = new Set<string>()
  for await (const page of pagesOf(check, { from, to: from + 86_399 })) {
    for (const wire of page.wires) listed.add(text(wire, 'id'))
  }
  const rows = await inRawTransaction(SYSTEM(check.entity), (tx: Sql) =>
    tx.sql<{ id: string }>(
      `SELECT id FROM ${held.table} WHERE entity_id = $1 AND livemode = $2 AND account = $3
          AND created_at >= to_timestamp($4::bigint) AND created_at < to_timestamp($4::bigint + 86400) ORDER BY id`,
      [check.entity.id, check.entity.livemode, check.account, from],
    ),
  )
  return rows
    .map(({ id }) => id)
    .filter((id) => !listed.has(id))
    .slice(0, NAMED_MAX)
}

function addTo(tallies: Map<string, Tally>, key: string, amount: bigint): void {
  const held = tallies.get(key) ?? NOTHING
  tallies.set(key, { count: held.count + 1, sum: held.sum + amount })
}

function push(map: Map<string, string[]>, key: string, id: string): void {
  map.set(key, [...(map.get(key) ?? []), id].slice(0, NAMED_MAX))
}
