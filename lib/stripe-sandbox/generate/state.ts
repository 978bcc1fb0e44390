import { DAY, dayStart } from '../core/clock.ts'
import { Ids } from '../core/ids.ts'
import { KINDS, type Kind } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { schedule } from '../jobs/schedule.ts'
import { addBankAccount, createAccount } from '../objects/account.ts'
import { BANK_ACCOUNTS, BANK_NAME, HOLDER } from './bank-accounts.ts'

export type Scale = 'empty' | 'small' | 'demo' | 'large'
export type Progress = { done: number; total: number; label: string }
export type Generation = {
  seed: number
  /** Unix seconds. */
  end: number
  scale: Scale
  /** Without, everything agrees: what reconciliation finds then is a false alarm. */
  discrepancies: boolean
  /** How many subscriptions are sold, where it is not to be as many as the scale has. */
  members?: number | undefined
  onProgress?: (progress: Progress) => void
}

/** The same platform whatever the seed, so that an installation stays itself across resets. */
const PLATFORM = 'acct_1TieoutSandbox00'
export const GO_LIVE_DAYS = 14

export const isGenerated = (world: World): boolean => world.store.meta.text('generated') === 'yes'

/** Builds the history from nothing. Registered webhook endpoints and their secrets stay as they are. */
export async function generate(world: World, generation: Generation): Promise<void> {
  const { seed, end, scale, discrepancies } = generation
  clear(world)
  const { meta } = world.store
  meta.set('seed', seed)
  meta.set('end', end)
  meta.set('scale', scale)
  meta.set('discrepancies', discrepancies ? 'yes' : 'no')
  meta.set('platform', PLATFORM)
  meta.set('id_counter', 0)
  meta.set('dunning', '{}')
  world.ids = new Ids(seed, 0)
  world.isGenerating = true
  world.eventsFrom = end - 30 * DAY
  try {
    const start = scale === 'empty' ? end : await startOfHistory(scale, end)
    world.clock.at(start, () => world.transaction(() => openPlatform(world, start)))
    if (scale !== 'empty') await world.store.unsynced(() => invent(world, { ...generation, scale }))
    runDueJobs(world, end)
  } finally {
    world.isGenerating = false
    world.eventsFrom = 0
  }
  world.transaction(() => {
    world.clock.set(end)
    meta.set('generated', 'yes')
  })
}

async function startOfHistory(scale: Exclude<Scale, 'empty'>, end: number): Promise<number> {
  const { daysOf } = await import('./history.ts')
  return dayStart(end) - daysOf(scale) * DAY
}

async function invent(world: World, generation: Generation & { scale: Exclude<Scale, 'empty'> }): Promise<void> {
  const { inventHistory } = await import('./history.ts')
  await inventHistory(world, generation)
}

function clear(world: World): void {
  world.transaction(() => {
    const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'webhook_endpoint')
    for (const table of [...kinds, 'delivery', 'idempotency', 'job', 'truth', 'file']) {
      world.store.database.exec(`DELETE FROM ${table}`)
    }
    world.store.meta.set('generated', 'no')
  })
}

function openPlatform(world: World, now: number): void {
  createAccount(world, {
    id: PLATFORM,
    country: 'US',
    currency: 'usd',
    email: 'finance@marketplace.example',
    name: HOLDER,
    url: 'https://marketplace.example',
    type: 'standard',
    metadata: {},
    interval: 'manual',
    isPlatform: true,
  })
  for (const { country, currency } of BANK_ACCOUNTS) {
    addBankAccount(world, PLATFORM, {
      country,
      currency,
      holder: HOLDER,
      bankName: BANK_NAME,
    })
  }
  beginDays(world, now)
}

/** Work of every midnight: put on the schedule once, and again where an older sandbox left one out. */
export function beginDays(world: World, now: number): void {
  const known = world.store.statement('SELECT 1 AS found FROM job WHERE kind = ?')
  for (const kind of ['funds', 'payouts', 'prune', 'connect_reserves'] as const) {
    if (!known.get(kind)) schedule(world, dayStart(now) + DAY, kind, '', '')
  }
}
