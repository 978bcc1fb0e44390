import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { InboxEntity } from '../model.ts'
import { type BackfillPhase, type BackfillRun, RUN_COLUMNS } from './model.ts'

const LEASE_SECONDS = 60

/** The run that is being worked on; null when none is open, or a person has paused it. */
export async function openRun(entity: InboxEntity): Promise<BackfillRun | null> {
  const [run] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<BackfillRun>(
      `SELECT ${RUN_COLUMNS} FROM backfill_run WHERE entity_id = $1 AND livemode = $2 AND state = 'running'`,
      [entity.id, entity.livemode],
    ),
  )
  return run ?? null
}

/** Whether the account's past was read, posted and settled once. Before that nothing is proposed. */
export async function isFirstLoadDone(tx: Sql): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM backfill_run WHERE entity_id = $1 AND livemode = $2 AND kind = 'first' AND state = 'done' LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.length > 0
}

export type UnitCounts = { readonly waiting: number; readonly failed: number }

/** Goes from reading on to what follows once every list is read; stops where one cannot be. */
export function endReading(entity: InboxEntity, run: BackfillRun): Promise<UnitCounts> {
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const [row] = await tx.sql<{ waiting: bigint; failed: bigint; what: string }>(
      `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'failed') AS failed,
              coalesce(string_agg(kind || ' of ' || account || ': ' || note, '; ') FILTER (WHERE state = 'failed'), '') AS what
         FROM backfill_unit WHERE run_id = $1`,
      [run.id],
    )
    const counts = { waiting: Number(row?.waiting ?? 0n), failed: Number(row?.failed ?? 0n) }
    if (counts.waiting === 0 && counts.failed === 0) {
      await tx.exec(
        `UPDATE backfill_run SET phase = 'posting', step_done = 0, step_total = 0 WHERE id = $1 AND phase = 'reading'`,
        [run.id],
      )
    } else if (counts.waiting === 0) {
      await tx.exec(`UPDATE backfill_run SET state = 'failed', note = $2 WHERE id = $1 AND state = 'running'`, [
        run.id,
        `Could not be read: ${(row?.what ?? '').slice(0, 900)}`,
      ])
    }
    return counts
  })
}

/** Takes the run for what follows reading; null when another worker has it. */
export async function leaseRun(entity: InboxEntity, run: BackfillRun): Promise<string | null> {
  const token = newId('job')
  const wall = clock.wall().toISOString()
  const taken = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `UPDATE backfill_run SET lease_token = $2, lease_until = $3::text::timestamptz + make_interval(secs => ${LEASE_SECONDS})
        WHERE id = $1 AND state = 'running' AND phase = $4 AND lease_until < $3::text::timestamptz`,
      [run.id, token, wall, run.phase],
    ),
  )
  return taken === 1 ? token : null
}

type Report = { readonly token: string; readonly done: number; readonly total: number }

/** Says how far a phase is and keeps the lease. False: somebody paused the run, or another worker has it. */
export async function reportStep(
  entity: InboxEntity,
  run: BackfillRun,
  { token, done, total }: Report,
): Promise<boolean> {
  const kept = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `UPDATE backfill_run SET step_done = $3, step_total = $4,
              lease_until = $5::text::timestamptz + make_interval(secs => ${LEASE_SECONDS})
        WHERE id = $1 AND lease_token = $2 AND state = 'running'`,
      [run.id, token, done, total, clock.wall().toISOString()],
    ),
  )
  return kept === 1
}

/** Ends a phase and gives the lease back. */
export async function endPhase(
  entity: InboxEntity,
  run: BackfillRun,
  { token, next, note = '', at }: { token: string; next: BackfillPhase; note?: string; at: Date },
): Promise<void> {
  await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `UPDATE backfill_run SET phase = $3, step_done = 0, step_total = 0, lease_until = to_timestamp(0), note = $4,
              state = CASE WHEN $3 = 'done' THEN 'done' ELSE state END,
              finished_at = CASE WHEN $3 = 'done' THEN $5::text::timestamptz END
        WHERE id = $1 AND lease_token = $2 AND phase = $6`,
      [run.id, token, next, note, at.toISOString(), run.phase],
    ),
  )
}

/** Gives the lease back before its end, so that whoever goes on need not wait for it. */
export async function releaseRun(entity: InboxEntity, run: BackfillRun, token: string): Promise<void> {
  await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(`UPDATE backfill_run SET lease_until = to_timestamp(0) WHERE id = $1 AND lease_token = $2`, [
      run.id,
      token,
    ]),
  )
}
