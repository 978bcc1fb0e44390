import { setTimeout as pause } from 'node:timers/promises'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { workInbox } from '#lib/events/work.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue, startJobs } from '#lib/platform/jobs.ts'
import { log } from '#lib/platform/log.ts'
import { followSandboxClock, keepFollowingSandboxClock } from '#lib/platform/sandbox-clock.ts'
import { beat, stopBeating } from '#lib/platform/worker-beat.ts'
import { workBackfill } from './backfill.ts'
import { dispatchFor } from './dispatch.ts'
import { handlersFor } from './handlers.ts'
import { hasPast } from './has-past.ts'

/** Cron lines run in real time: what they ask about uses the product's clock. */
const SCHEDULES = [
  { queue: 'seal', cron: '* * * * *' },
  { queue: 'lookup', cron: '* * * * *' },
  { queue: 'post-ledger', cron: '* * * * *' },
  { queue: 'deliver', cron: '* * * * *' },
  { queue: 'notices', cron: '* * * * *' },
  { queue: 'count', cron: '* * * * *' },
  { queue: 'sources', cron: '* * * * *' },
  { queue: 'expire', cron: '*/5 * * * *' },
  { queue: 'poll-tickets', cron: '*/5 * * * *' },
  { queue: 'funds', cron: '*/5 * * * *' },
  { queue: 'onboarding', cron: '*/5 * * * *' },
  { queue: 'health', cron: '*/5 * * * *' },
  { queue: 'index', cron: '*/5 * * * *' },
  { queue: 'statements', cron: '*/10 * * * *' },
  { queue: 'sweep', cron: '*/10 * * * *' },
  { queue: 'forecast', cron: '* * * * *' },
  { queue: 'match', cron: '*/5 * * * *' },
  { queue: 'invariants', cron: '*/15 * * * *' },
  { queue: 'invariants-all', cron: '17 2 * * *' },
] as const

const IDLE_MS = 200
const BACKFILL_IDLE_MS = 1_000
const BEAT_MS = 5_000
const TROUBLE_MS = 2_000

export type Worker = { stop(): Promise<void> }

/** Works the inbox and every queue until it is stopped; what is under way is finished first. */
export async function startWorker(): Promise<Worker> {
  await followSandboxClock()
  const entity = await currentEntity()
  const workerId = newId('job')
  const stopClock = keepFollowingSandboxClock()
  const jobs = await startJobs({ handlers: handlersFor(entity.id, entity.livemode), schedules: SCHEDULES })
  const stopping = new AbortController()
  await takeUpWhatWasLeft(entity)
  const inbox = workUntil(stopping.signal, entity)
  const backfill = backfillUntil(stopping.signal, entity)
  const beating = beatUntil(stopping.signal, workerId)
  return {
    stop: async () => {
      stopping.abort()
      stopClock()
      await Promise.all([inbox, backfill, beating, jobs.stop()])
      await stopBeating(workerId).catch((error: unknown) =>
        log.warn({ error: String(error) }, 'the last beat was lost'),
      )
      await closeDatabase()
    },
  }
}

/** A worker that died may have left approved transfers undone or their outcome unknown: nobody waits for the next round. */
async function takeUpWhatWasLeft(entity: Entity): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    await enqueue(tx, 'lookup', {}, { key: 'start' })
    await enqueue(tx, 'expire', {}, { key: 'start' })
    await enqueue(tx, 'index', {}, { key: 'start' })
    await enqueue(tx, 'forecast', {}, { key: 'start' })
  })
}

async function workUntil(signal: AbortSignal, entity: Entity): Promise<void> {
  const live = dispatchFor(entity)
  // While the past is being read, news is mirrored; what follows from it waits for the past.
  const early = dispatchFor(entity, { isFirstLoad: true })
  while (!signal.aborted) {
    try {
      const dispatch = (await hasPast(entity)) ? live : early
      const worked = await workInbox({ entity, at: clock.now(), dispatch })
      if (worked === 0) await idle(IDLE_MS, signal)
    } catch (error) {
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'the inbox could not be worked on')
      await idle(TROUBLE_MS, signal)
    }
  }
}

/** Whoever opens the product now finds days counted, sellers scored and a forecast: they do not wait for the next minute. */
async function makeFirstOfAll(entity: Entity): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    for (const queue of ['count', 'forecast', 'health'] as const) await enqueue(tx, queue, {}, { key: 'first' })
  })
}

/** Reads the past whenever a run is open; stopped between two pages, the next worker goes on. */
async function backfillUntil(signal: AbortSignal, entity: Entity): Promise<void> {
  let hadPast = await hasPast(entity)
  while (!signal.aborted) {
    try {
      const worked = await workBackfill({ entity, shouldStop: () => signal.aborted })
      if (!hadPast && (await hasPast(entity))) {
        hadPast = true
        await makeFirstOfAll(entity)
      }
      if (!worked) await idle(BACKFILL_IDLE_MS, signal)
    } catch (error) {
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'the past could not be read')
      await idle(TROUBLE_MS, signal)
    }
  }
}

async function beatUntil(signal: AbortSignal, workerId: string): Promise<void> {
  while (!signal.aborted) {
    await beat(workerId).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the worker could not say that it lives'),
    )
    await idle(BEAT_MS, signal)
  }
}

/** Waits, or less when the worker is asked to stop. */
async function idle(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined)
}
