import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { sealChain } from '#lib/audit/seal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { checkEveryList, summaryOf } from '#lib/events/backfill/check-run.ts'
import type { BackfillRun } from '#lib/events/backfill/model.ts'
import { claimUnit, readUnit } from '#lib/events/backfill/read-unit.ts'
import { endPhase, endReading, leaseRun, openRun, releaseRun, reportStep } from '#lib/events/backfill/run-state.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { refreshStatistics } from '#lib/platform/statistics.ts'
import { ensureDemoSellerPeople } from '#lib/portal/ensure-demo-sellers.ts'
import { reconcile } from '#lib/reconciliation/reconcile.ts'
import { runInvariants } from '#lib/reconciliation/run-invariants.ts'
import { bringDemoMails } from './demo-mails.ts'
import { loadDemoSources } from './demo-sources.ts'
import { loadDemoTerms } from './demo-terms.ts'
import { dispatchFor } from './dispatch.ts'
import { settleHistory } from './settle-history.ts'
import { stripeSnapshots } from './stripe-snapshots.ts'
import { tieOutPayouts } from './tie-out-payouts.ts'

/** Lists read at once by one process; the token bucket of each account keeps the rate. */
const LANES = 6
const POSTED_AT_ONCE = 5_000

type Work = {
  readonly entity: Entity
  /** Asked between pages and batches: true stops, and whoever comes next goes on from there. */
  readonly shouldStop: () => boolean
}

/**
 * Works on the open run until nothing of it is left for this process to do. Any number of processes may; killed anywhere, the
 * next one goes on: a page is written whole with its cursor, and posting, settling and checking begin where nothing is done yet.
 * Returns false when there was nothing to do.
 */
export async function workBackfill({ entity, shouldStop }: Work): Promise<boolean> {
  const run = await openRun(entity)
  if (run === null || shouldStop()) return false
  return run.phase === 'reading' ? read({ entity, shouldStop }, run) : finish({ entity, shouldStop }, run)
}

async function read({ entity, shouldStop }: Work, run: BackfillRun): Promise<boolean> {
  const isFirstLoad = run.kind === 'first'
  const dispatch = dispatchFor(entity, { isFirstLoad })
  let count = 0
  let asked = clock.wall().getTime()
  let isPaused = false
  // A pause is a row that somebody wrote; it is looked for now and then, not before every page.
  const stop = () => shouldStop() || isPaused
  const lookForPause = async () => {
    if (clock.wall().getTime() - asked < 1_000) return
    asked = clock.wall().getTime()
    isPaused = (await openRun(entity)) === null
  }
  const lane = async () => {
    while (!stop()) {
      await lookForPause()
      const unit = await claimUnit(entity, run)
      if (unit === null) return
      count += 1
      await readUnit(unit, { entity, run, dispatch, shouldStop: stop })
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (stop()) return false
  const { waiting } = await endReading(entity, run)
  return count > 0 || waiting === 0
}

async function finish({ entity, shouldStop }: Work, run: BackfillRun): Promise<boolean> {
  const token = await leaseRun(entity, run)
  if (token === null) return false
  const step: Step = {
    entity,
    run,
    report: async (done, total) => !shouldStop() && (await reportStep(entity, run, { token, done, total })),
  }
  try {
    if (READS_WHAT_WAS_FILLED[run.kind].includes(run.phase)) await refreshStatistics(SYSTEM(entity))
    const ended = await PHASES[run.phase](step)
    if (ended === null) return false
    await endPhase(entity, run, { token, ...ended, at: clock.now() })
    return true
  } finally {
    await releaseRun(entity, run, token)
  }
}

type Step = {
  readonly entity: Entity
  readonly run: BackfillRun
  /** Says how far the phase is. False: stop here. */
  readonly report: (done: number, total: number) => Promise<boolean>
}
type Ended = { readonly next: BackfillRun['phase']; readonly note?: string } | null

/** Before these the planner learns what the phases before them filled; reading again fills little. */
const READS_WHAT_WAS_FILLED: Readonly<Record<BackfillRun['kind'], readonly BackfillRun['phase'][]>> = {
  first: ['posting', 'settling', 'checking'],
  again: ['posting'],
}

const PHASES: Readonly<Record<BackfillRun['phase'], (step: Step) => Promise<Ended>>> = {
  reading: async () => null,
  posting: post,
  settling: settle,
  payouts: proveEach,
  checking: check,
  done: async () => null,
}

async function post({ entity, run, report }: Step): Promise<Ended> {
  if (env.isDemo && run.kind === 'first') {
    await loadDemoTerms(entity, clock.now())
    await loadDemoSources(entity, clock.now())
  }
  const total = await queued(entity)
  for (let left = total; left > 0; ) {
    if (!(await report(total - left, total))) return null
    const { posted, waiting, failed } = await postQueued({ entity, at: clock.now(), limit: POSTED_AT_ONCE })
    if (posted + waiting + failed === 0) break
    left = Math.max(0, left - POSTED_AT_ONCE)
  }
  return { next: 'settling' }
}

async function queued(entity: Entity): Promise<number> {
  const [row] = await inTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ count: bigint }>('SELECT count(*) AS count FROM posting_queue WHERE entity_id = $1 AND livemode = $2', [
      entity.id,
      entity.livemode,
    ]),
  )
  return Number(row?.count ?? 0n)
}

async function settle({ entity, report }: Step): Promise<Ended> {
  const isDone = await settleHistory(entity, report)
  if (!isDone) return null
  await postQueued({ entity, at: clock.now(), retryWaiting: true })
  return { next: 'payouts' }
}

async function proveEach({ entity, run, report }: Step): Promise<Ended> {
  const proved = await tieOutPayouts({ entity, isFirstLoad: run.kind === 'first', report })
  if (proved === null) return null
  await postQueued({ entity, at: clock.now(), retryWaiting: true })
  return { next: 'checking' }
}

async function check({ entity, run, report }: Step): Promise<Ended> {
  const dispatch = dispatchFor(entity)
  const result = await checkEveryList({ entity, run, dispatch, report })
  if (result === null) return null
  await postQueued({ entity, at: clock.now(), retryWaiting: true })
  // What reached the inbox while the past was being read was only mirrored: it is settled now.
  await settleHistory(entity, async () => true)
  await reconcile(entity)
  await inTransaction(SYSTEM(entity), (tx) =>
    recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: run.kind === 'first' ? 'pipeline.first_data_loaded' : 'events.backfill_done',
      subject: { kind: 'entity', id: entity.id },
      note: summaryOf(result),
      at: clock.now(),
    }),
  )
  await sealChain('journal', clock.now())
  await sealChain('audit', clock.now())
  const at = clock.now()
  if (env.isDemo && run.kind === 'first') {
    await ensureDemoSellerPeople(entity, at)
    await bringDemoMails(entity, at)
  }
  await runInvariants({ entity, at, depth: 'all', snapshots: await stripeSnapshots(entity, at) })
  return { next: 'done', note: summaryOf(result) }
}
