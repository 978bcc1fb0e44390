import { bringUpToDate, ROUNDS_PER_JOB } from '#lib/analytics/rollup/bring-up-to-date.ts'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity, type Entity, ensureEntity, findCurrentEntity } from '#lib/entities/entity.ts'
import { type BackfillView, getBackfill } from '#lib/events/backfill/get-backfill.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { workHealth } from '#lib/health/work-health.ts'
import { ensureDemoOnboarding } from '#lib/onboarding/ensure-demo-onboarding.ts'
import { ensureDemoPeople } from '#lib/people/ensure-demo-people.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { followSandboxClock } from '#lib/platform/sandbox-clock.ts'
import { ensureDemoSellerPeople } from '#lib/portal/ensure-demo-sellers.ts'
import { platformAccount } from '#lib/providers/stripe/account.ts'
import { workBackfill } from './backfill.ts'

export type LoadProgress = { readonly done: number; readonly total: number; readonly label: string }
type Load = { readonly onProgress: (progress: LoadProgress) => void }

/**
 * Makes the entity and, in the demo, its people, and orders the reading of the account's past. Quick: whoever works on the
 * backfill does the reading. Once the past was read it does nothing.
 */
export async function beginFirstLoad(): Promise<Entity> {
  const sandbox = await followSandboxClock()
  const entity =
    (await findCurrentEntity()) ?? (await makeEntity(sandbox === null ? null : new Date(sandbox.go_live * 1_000)))
  if (env.isDemo) await ensureDemoPeople(entity, clock.now())
  const known = await read(SYSTEM(entity), (tx) => getBackfill(tx))
  if (known === null) {
    await inRawTransaction(SYSTEM(entity), (tx) =>
      startBackfill(tx, {
        platform: entity.stripeAccount,
        kind: 'first',
        since: null,
        actor: SYSTEM_ACTOR,
        at: clock.now(),
      }),
    )
  }
  return entity
}

/**
 * Reads what the account's past holds, posts and settles it, and checks it against Stripe. Adopts the transfers that were
 * made before; proposes only what was collected since go-live. Started again it goes on where it was.
 */
export async function loadFirstData({ onProgress }: Load): Promise<void> {
  const entity = await beginFirstLoad()
  while ((await openRun(entity)) !== null) {
    await workBackfill({ entity, shouldStop: () => false })
    const view = await read(SYSTEM(entity), (tx) => getBackfill(tx))
    if (view?.state === 'failed') throw new Error(`The past could not be read from Stripe. ${view.note}`)
    if (view !== null) onProgress(progressOf(view))
  }
  // The first page that is opened has charts: years of days are counted before, not while somebody waits.
  await bringUpToDate(entity, ROUNDS_PER_JOB)
  if (env.isDemo) await ensureDemoParties(entity)
  await workHealth({ entity, at: clock.now() })
  await closeDatabase()
}

/** People of the demo's sellers, and how its last sellers came in. */
async function ensureDemoParties(entity: Entity): Promise<void> {
  await ensureDemoSellerPeople(entity, clock.now())
  await ensureDemoOnboarding(entity, clock.now())
}

type Follow = Load & { readonly wait: () => Promise<void> }

/** Watches others read the past until it is read. Returns what went wrong, in words, or null. */
export async function followLoad({ onProgress, wait }: Follow): Promise<string | null> {
  const entity = await currentEntity()
  for (;;) {
    const view = await read(SYSTEM(entity), (tx) => getBackfill(tx))
    if (view === null || view.state === 'done') {
      if (env.isDemo) await ensureDemoParties(entity)
      return null
    }
    if (view.state === 'failed') return view.note
    onProgress(progressOf(view))
    await wait()
  }
}

/** How far a reading is, as a bar shows it. */
const progressOf = ({ percent, label }: BackfillView): LoadProgress => ({ done: percent, total: 100, label })

/** The demo's marketplace is live from its go-live day on, small transfers going out by themselves. */
async function makeEntity(goLiveAt: Date | null): Promise<Entity> {
  const account = await platformAccount()
  return ensureEntity({
    name: account.name,
    stripeAccount: account.id,
    livemode: !env.isTestMode,
    functionalCurrency: account.defaultCurrency,
    bookTimeZone: account.timeZone,
    goLiveAt,
    automaticSince: goLiveAt,
    at: clock.now(),
  })
}
