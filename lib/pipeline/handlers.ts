import { bringUpToDate, ROUNDS_PER_JOB } from '#lib/analytics/rollup/bring-up-to-date.ts'
import { executeProposal, resolveUnknown } from '#lib/approvals/execute.ts'
import { expireDue, requeueApproved, requeueWaitingFunds, unfinished } from '#lib/approvals/upkeep.ts'
import { endLongWaits } from '#lib/approvals/waiting-funds.ts'
import { keepFindable } from '#lib/assistant/retrieval/keep-findable.ts'
import { sealChain } from '#lib/audit/seal.ts'
import { takeTicketComments } from '#lib/conversations/ticket-comments.ts'
import { nameSellers } from '#lib/disputes/name-sellers.ts'
import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import { type Entity, getEntity } from '#lib/entities/entity.ts'
import { sweepAccount } from '#lib/events/sweep.ts'
import { receiveUndelivered } from '#lib/events/undelivered.ts'
import { isNewsKind } from '#lib/health/news.ts'
import { workHealth } from '#lib/health/work-health.ts'
import { postDueJournals } from '#lib/ledger/journals/due-journals.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { deliverMessages } from '#lib/messages/deliver.ts'
import { connectTracker } from '#lib/messages/trackers/connect-tracker.ts'
import { workOnboardings } from '#lib/onboarding/work-onboardings.ts'
import { ringHeldFunds } from '#lib/payouts/held-funds.ts'
import { ringPayoutTimers } from '#lib/payouts/payout-timers.ts'
import { issueDueStatements } from '#lib/payouts/statements/issue-due.ts'
import { draftWeek, lastWeekOn } from '#lib/payouts/summaries/draft-week.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { log } from '#lib/platform/log.ts'
import type { QueueName } from '#lib/platform/queues.ts'
import { withProgress } from '#lib/reconciliation/progress/run-progress.ts'
import { reconcile } from '#lib/reconciliation/reconcile.ts'
import { runInvariants } from '#lib/reconciliation/run-invariants.ts'
import { isCorrected } from '#lib/reconciliation/variances/is-corrected.ts'
import { postRecurring } from '#lib/settlements/adjustments/recurring.ts'
import type { Source } from '#lib/settlements/facts.ts'
import { queueSettling } from '#lib/settlements/queue-settling.ts'
import { sourceOfSettlement } from '#lib/settlements/recheck-transfer.ts'
import { releaseCommission } from '#lib/settlements/release-commission.ts'
import { settleSource } from '#lib/settlements/settle.ts'
import { sourcesDue } from '#lib/settlements/sources-due.ts'
import { pollTracker } from '#lib/tickets/poll-tracker.ts'
import { workForecast } from '#lib/treasury/forecast/work-forecast.ts'
import { couriersFor } from './couriers.ts'
import { dispatchFor } from './dispatch.ts'
import { escalate } from './escalate.ts'
import { executorsFor } from './executors.ts'
import { hasPast } from './has-past.ts'
import { raiseDay, raiseNotices } from './raise-notices.ts'
import { settleHistory } from './settle-history.ts'
import { accountsOf, stripeSnapshots } from './stripe-snapshots.ts'
import { tieOutPayouts } from './tie-out-payouts.ts'
import { workSources } from './work-sources.ts'

/** How far back the sweep looks for what has no settlement. */
const HEALED_MS = 3 * 86_400_000

type JobData = Readonly<Record<string, string>>
type Handlers = Readonly<Record<QueueName, (jobs: JobData[]) => Promise<void>>>

/** What the worker does with the jobs of each queue. Every handler may run twice, or beside itself. */
export function handlersFor(entityId: string, livemode: boolean): Handlers {
  const entityNow = () => read(SYSTEM({ id: entityId, livemode }), (tx) => getEntity(tx, entityId))
  return {
    'post-ledger': async () => {
      await postQueued({ entity: await entityNow(), at: clock.now(), retryWaiting: true })
    },
    settle: async (jobs) => {
      const entity = await entityNow()
      await forEach(jobs, (job) => settleJob(entity, job))
    },
    execute: async (jobs) => {
      const entity = await entityNow()
      const executors = executorsFor(entity)
      await forEach(jobs, ({ proposalId = '' }) => executeProposal({ entity, proposalId, at: clock.now(), executors }))
    },
    lookup: async (jobs) => {
      const entity = await entityNow()
      const executors = executorsFor(entity)
      const named = jobs.flatMap(({ proposalId }) => (proposalId === undefined ? [] : [proposalId]))
      const left = await read(SYSTEM(entity), (tx) => unfinished(tx, clock.now()))
      await forEach([...new Set([...named, ...left])], (proposalId) =>
        resolveUnknown({ entity, proposalId, at: clock.now(), executors }),
      )
    },
    match: async () => {
      const entity = await entityNow()
      if (await hasPast(entity)) await reconcile(entity)
    },
    'tie-out': async () => {
      const entity = await entityNow()
      if (await hasPast(entity)) await tieOut(entity)
    },
    sources: async () => workSources(await entityNow()),
    sweep: async () => {
      const entity = await entityNow()
      if (!(await hasPast(entity))) return
      await sweepAll(entity)
      await tieOut(entity)
      await inTransaction(SYSTEM(entity), async (tx) => {
        await ringPayoutTimers(tx, clock.now())
        await ringHeldFunds(tx, clock.now())
      })
      // Whatever was mirrored without being settled, whatever the reason, is settled now.
      await settleHistory(entity, async () => true, new Date(clock.now().getTime() - HEALED_MS))
    },
    invariants: () => checkBooks(entityNow, 'recent'),
    'invariants-all': () => checkBooks(entityNow, 'all'),
    seal: async () => {
      await sealChain('journal', clock.now())
      await sealChain('audit', clock.now())
    },
    expire: async () => {
      const entity = await entityNow()
      await inTransaction(SYSTEM(entity), async (tx) => {
        const ended = await expireDue(tx, clock.now())
        const settlements = ended.filter(({ subjectKind }) => subjectKind === 'settlement')
        for (const { subjectId } of settlements)
          await enqueue(tx, 'settle', { settlementId: subjectId }, { key: subjectId })
        await requeueApproved(tx)
        await escalate(tx, ended, clock.now())
        await queueSettling(tx, await sourcesDue(tx, accountingOn(entity, clock.now())))
      })
      await postRecurring(entity, clock.now())
      await postDueJournals(entity, clock.now())
      await releaseCommission(entity, clock.now())
      await nameSellers(SYSTEM(entity))
    },
    deliver: async () => {
      const entity = await entityNow()
      await deliverMessages({ entity, couriers: couriersFor(entity) })
    },
    notices: async () => {
      if (env.SLACK_WEBHOOK_URL === undefined) return
      const entity = await entityNow()
      await raiseNotices(entity, clock.now())
      if (clock.wall().getUTCMinutes() % 30 === 0) await raiseDay(entity, clock.now())
    },
    'poll-tickets': async () => {
      const tracker = connectTracker()
      if (tracker === null) return
      const polling = { entity: await entityNow(), tracker, at: clock.now() }
      await pollTracker(polling)
      await takeTicketComments(polling)
    },
    count: async () => {
      await bringUpToDate(await entityNow(), ROUNDS_PER_JOB)
    },
    health: async (jobs) => {
      const entity = await entityNow()
      if (!(await hasPast(entity))) return
      await bringUpToDate(entity, ROUNDS_PER_JOB)
      const news = jobs.flatMap(({ kind = '', account = '', id = '' }) =>
        isNewsKind(kind) ? [{ kind, account, id }] : [],
      )
      if (news.length > 0) await workHealth({ entity, at: clock.now(), news })
      if (news.length < jobs.length) await workHealth({ entity, at: clock.now() })
    },
    onboarding: async (jobs) =>
      workOnboardings(
        await entityNow(),
        jobs.map(({ id = '' }) => id),
      ),
    statements: async () => {
      const entity = await entityNow()
      if (await hasPast(entity)) await tellSellers(entity)
    },
    forecast: async () => {
      const entity = await entityNow()
      if (await hasPast(entity)) await workForecast(entity, clock.now())
    },
    index: async () => keepFindable(SYSTEM(await entityNow())),
    funds: async () => {
      const entity = await entityNow()
      await inTransaction(SYSTEM(entity), async (tx) => {
        await endLongWaits(tx, entity, clock.now())
        await requeueWaitingFunds(tx)
      })
    },
  }
}

/** Issues statements, and drafts the summaries of a week on the Monday after it; people may have them drafted later. */
async function tellSellers(entity: Entity): Promise<void> {
  const at = clock.now()
  await issueDueStatements(entity, at)
  const isLive = entity.goLiveAt !== null && entity.goLiveAt <= at
  if (!isLive || addDays(lastWeekOn(entity, at), 7) !== accountingOn(entity, at)) return
  await draftWeek({ entity, scope: SYSTEM(entity), at, by: { kind: 'system', id: 'system' } })
}

/** Ties out what is due, in view of whoever looks at payouts. */
function tieOut(entity: Entity) {
  return withProgress(entity, 'payouts', (say) =>
    tieOutPayouts({
      entity,
      report: async (done, total) => {
        await say({ done, total, label: 'lines are read and added up' })
        return true
      },
    }),
  )
}

async function checkBooks(entityNow: () => Promise<Entity>, depth: 'recent' | 'all'): Promise<void> {
  const entity = await entityNow()
  if (!(await hasPast(entity))) return
  const at = clock.now()
  await runInvariants({ entity, at, depth, snapshots: await stripeSnapshots(entity, at) })
}

/** Brings one settlement up to date: named by its source, or by itself. */
async function settleJob(entity: Entity, job: JobData): Promise<void> {
  await inTransaction(SYSTEM(entity), async (tx) => {
    const source = job.settlementId === undefined ? toSource(job) : await sourceOfSettlement(tx, job.settlementId)
    if (source === null) return
    const outcome = await settleSource(tx, { entity, source, at: clock.now() })
    if (outcome.kind === 'settled' && (await isCorrected(tx, outcome.settlementId)))
      await enqueue(tx, 'match', {}, { key: entity.id })
  })
}

function toSource({ kind, id }: JobData): Source | null {
  return (kind === 'invoice' || kind === 'charge') && id !== undefined ? { kind, id } : null
}

/** Sweeps every account: what webhooks missed is mirrored, and posted. */
export async function sweepAll(entity: Entity): Promise<void> {
  const dispatch = dispatchFor(entity)
  const at = clock.now()
  await sweepAccount({ entity, account: entity.stripeAccount, at, dispatch })
  const [platform, ...sellers] = await accountsOf(entity)
  await forEach(sellers, (account) => sweepAccount({ entity, account, at, dispatch }))
  const all = platform === undefined ? sellers : [platform, ...sellers]
  await forEach(all, (account) => receiveUndelivered({ entity, account, at }))
}

/** One that fails does not keep the others from their turn; the job is then tried again as a whole. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const problems: unknown[] = []
  for (const item of items) {
    try {
      await work(item)
    } catch (error) {
      log.error(
        { error: error instanceof Error ? error.stack : String(error), item: JSON.stringify(item) },
        'a job failed',
      )
      problems.push(error)
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, `${problems.length} of ${items.length} failed`)
}
