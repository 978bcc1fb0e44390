// Reading an account's past: every list of the demo's year, read over HTTP from the unthrottled sandbox and mirrored, beside a
// reader that pages through the same lists with as many requests at once and keeps nothing. The sandbox, which makes the
// pages, and the database share the machine with both.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Entity } from '#lib/entities/entity.ts'
import { SELLER_LISTS, type SweptList } from '#lib/events/sweep-lists.ts'
import { freePort } from '#lib/platform/embedded/server.ts'
import { SANDBOX_KEY } from '#lib/platform/env.ts'
import { startSandbox } from '#scripts/run/sandbox.ts'
import type { Shutdown } from '#scripts/run/signals.ts'
import type { Measurement } from './windows.ts'

const OBJECTS_PER_SECOND = 2_000
const LANES = 6
const SEED = 1

/** Objects a second while the past is read, of the given pace and of paging alone. */
export async function benchBackfill(dataDir: string, shutdown: Shutdown): Promise<Measurement[]> {
  const folder = join(dataDir, 'sandbox')
  mkdirSync(folder)
  const sandbox = await startSandbox({
    port: await freePort(),
    dataDir: folder,
    logFile: join(dataDir, 'sandbox.log'),
    scale: 'demo',
    seed: SEED,
    flags: ['--frozen'],
  })
  shutdown.onEnd(() => sandbox.stop())
  process.env.STRIPE_API_BASE = sandbox.url
  const { beginFirstLoad } = await import('#lib/pipeline/load.ts')
  const entity = await beginFirstLoad()
  const before = await pageOnly(sandbox.url, entity)
  const ours = await readPast(entity)
  const after = await pageOnly(sandbox.url, entity)
  const bare = (before + after) / 2
  const words = (rate: number) => `${Math.round(rate).toLocaleString('en')} objects/s`
  return [
    {
      name: `backfill, of ${OBJECTS_PER_SECOND.toLocaleString('en')} objects/s`,
      ratio: ours.rate / OBJECTS_PER_SECOND,
      atLeast: 1,
      detail: `${words(ours.rate)}, ${ours.count.toLocaleString('en')} objects`,
    },
    {
      name: 'backfill, of paging through the same lists and keeping nothing',
      ratio: ours.rate / bare,
      atLeast: 0.1,
      detail: `${words(ours.rate)} against ${words(bare)}`,
    },
  ]
}

type Read = { readonly rate: number; readonly count: number }

async function readPast(entity: Entity): Promise<Read> {
  const { workBackfill } = await import('#lib/pipeline/backfill.ts')
  const { openRun } = await import('#lib/events/backfill/run-state.ts')
  const { getBackfill } = await import('#lib/events/backfill/get-backfill.ts')
  const { read, SYSTEM } = await import('#lib/platform/db.ts')
  const start = performance.now()
  while ((await openRun(entity))?.phase === 'reading') await workBackfill({ entity, shouldStop: () => false })
  const seconds = (performance.now() - start) / 1_000
  const count = (await read(SYSTEM(entity), (tx) => getBackfill(tx)))?.objects ?? 0
  return { rate: count / seconds, count }
}

type List = { readonly account: string; readonly list: SweptList }

async function pageOnly(url: string, { stripeAccount }: Entity): Promise<number> {
  const { RUN_LISTS } = await import('#lib/events/backfill/start-backfill.ts')
  const start = performance.now()
  let count = 0
  const lists: List[] = RUN_LISTS.map((list) => ({ account: stripeAccount, list }))
  const readNext = async () => {
    const next = lists.shift()
    if (next === undefined) return false
    for await (const ids of pagesOf(url, next, stripeAccount)) {
      count += ids.length
      // The sellers' lists follow from the list of accounts, which comes first.
      if (next.list.kind !== 'account') continue
      const sellers = ids.filter((id) => id !== stripeAccount)
      lists.push(...sellers.flatMap((account) => SELLER_LISTS.map((list) => ({ account, list }))))
    }
    return true
  }
  const lane = async () => {
    while (await readNext());
  }
  await readNext()
  await Promise.all(Array.from({ length: LANES }, lane))
  return (count * 1_000) / (performance.now() - start)
}

type PageOfIds = { readonly data?: readonly { readonly id: string }[]; readonly has_more?: boolean }

async function* pagesOf(url: string, { account, list }: List, platform: string): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ limit: '100' })
    for (const [name, value] of Object.entries(list.query ?? {})) {
      if (typeof value === 'string') query.set(name, value)
      else for (const one of value) query.append(`${name}[]`, one)
    }
    if (after !== '') query.set('starting_after', after)
    const headers = {
      authorization: `Bearer ${SANDBOX_KEY}`,
      ...(account === platform ? {} : { 'stripe-account': account }),
    }
    const response = await fetch(`${url}/v1/${list.path}?${query}`, { headers })
    const page = (await response.json()) as PageOfIds
    const ids = (page.data ?? []).map(({ id }) => id)
    yield ids
    after = ids.at(-1) ?? ''
    if (page.has_more !== true) return
  }
}
