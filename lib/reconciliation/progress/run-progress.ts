import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import type { RunKind, RunsNow } from './progress-model.ts'

/** A run that said nothing for this long has died. Real time. */
const SILENT_MS = 60_000

type Progress = { readonly done: number; readonly total: number; readonly label: string }
export type Say = (progress: Progress) => Promise<void>

/** Shows to whoever looks how far a run is, from its first word until it ends, whatever ends it. */
export async function withProgress<T>(entity: Entity, kind: RunKind, run: (say: Say) => Promise<T>): Promise<T> {
  let hasSpoken = false
  const say: Say = async (progress) => {
    hasSpoken = true
    await write(entity, kind, { ...progress, isRunning: true })
  }
  try {
    return await run(say)
  } finally {
    if (hasSpoken) await write(entity, kind, { done: 0, total: 0, label: '', isRunning: false })
  }
}

function write(entity: Entity, kind: RunKind, now: Progress & { readonly isRunning: boolean }): Promise<number> {
  return inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `INSERT INTO reconcile_run AS r (entity_id, livemode, kind, label, done, total, is_running, step, moved_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8::text::timestamptz)
       ON CONFLICT (entity_id, livemode, kind) DO UPDATE SET label = excluded.label, done = excluded.done, total = excluded.total,
         is_running = excluded.is_running, step = r.step + 1, moved_at = excluded.moved_at`,
      [
        tx.scope.entityId,
        tx.scope.livemode,
        kind,
        now.label,
        now.done,
        now.total,
        now.isRunning,
        clock.wall().toISOString(),
      ],
    ),
  )
}

/** What runs now. */
export async function readRuns(tx: Sql): Promise<RunsNow> {
  const rows = await tx.sql<{ kind: RunKind; label: string; done: number; total: number; runs: boolean; step: bigint }>(
    `SELECT kind, label, done, total, step, is_running AND moved_at > $3::text::timestamptz AS runs FROM reconcile_run
      WHERE entity_id = $1 AND livemode = $2 ORDER BY kind DESC`,
    [tx.scope.entityId, tx.scope.livemode, new Date(clock.wall().getTime() - SILENT_MS).toISOString()],
  )
  return {
    runs: rows
      .filter(({ runs }) => runs)
      .map(({ kind, label, done, total }) => ({
        kind,
        label,
        percent: total === 0 ? null : Math.min(100, Math.floor((done * 100) / total)),
      })),
    version: rows.map(({ kind, step }) => `${kind} ${step}`).join(', '),
  }
}
