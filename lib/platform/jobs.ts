import { type Job, PgBoss } from 'pg-boss'
import { runQueueSql, type Sql } from './db.ts'
import { log } from './log.ts'
import { QUEUES, type QueueName } from './queues.ts'

type Handler = (data: Record<string, string>[]) => Promise<void>

type EnqueueOptions = { readonly key?: string; readonly startAfterSeconds?: number }

const shared = globalThis as typeof globalThis & { tieoutSender?: Promise<PgBoss> }

/**
 * Puts a job on a queue in the caller's transaction: it exists exactly when the effect it follows does.
 * With a key, a job of the same key that has not started yet makes this one unnecessary.
 */
export async function enqueue(
  tx: Sql,
  queue: QueueName,
  data: Record<string, string>,
  options: EnqueueOptions = {},
): Promise<void> {
  const boss = await sender()
  await boss.send(queue, data, {
    db: { executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.sql(text, values ?? []) }) },
    ...(options.key === undefined ? {} : { singletonKey: options.key }),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
  })
}

/** A boss that only sends: its statements run inside the transactions of its callers. */
function sender(): Promise<PgBoss> {
  shared.tieoutSender ??= startBoss(false)
  return shared.tieoutSender
}

async function startBoss(supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => runQueueSql(text, values ?? []) },
    migrate: false,
    createSchema: false,
    supervise,
    schedule: supervise,
  })
  boss.on('error', (error) => log.error({ error: String(error) }, 'the job queue failed'))
  await boss.start()
  return boss
}

export type Jobs = { stop(): Promise<void> }

type JobsPlan = {
  readonly handlers: Readonly<Record<QueueName, Handler>>
  /** Cron lines (UTC) of the queues that run by themselves. */
  readonly schedules: readonly { readonly queue: QueueName; readonly cron: string }[]
}

/** Starts working every queue; `stop` waits for what is running. */
export async function startJobs({ handlers, schedules }: JobsPlan): Promise<Jobs> {
  const boss = await startBoss(true)
  for (const queue of Object.keys(QUEUES) as QueueName[]) {
    await boss.work(
      queue,
      { batchSize: 50, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
      async (jobs: Job<Record<string, string>>[]) => handlers[queue](jobs.map((job) => job.data)),
    )
  }
  for (const { queue, cron } of schedules) await boss.schedule(queue, cron, {}, { tz: 'UTC' })
  return { stop: () => boss.stop({ graceful: true, close: true, timeout: 10_000 }) }
}
