import { clock } from './clock.ts'
import { inRawTransaction, type Scope, type Sql } from './db.ts'

/** A worker that has not said anything for this long is taken for dead. */
const SILENT_AFTER_SECONDS = 30

const scope: Scope = { entityId: '', livemode: false, actor: 'system' }

/** Says that this worker lives, and forgets workers that have been silent for a day. */
export async function beat(workerId: string): Promise<void> {
  await inRawTransaction(scope, async (tx) => {
    const now = clock.wall()
    await tx.exec(
      `INSERT INTO worker_beat (id, started_at, beat_at) VALUES ($1, $2, $2)
       ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at`,
      [workerId, now],
    )
    await tx.exec("DELETE FROM worker_beat WHERE beat_at < $1::timestamptz - interval '1 day'", [now])
  })
}

/** Withdraws this worker, so that a clean stop is seen at once. */
export async function stopBeating(workerId: string): Promise<void> {
  await inRawTransaction(scope, (tx) => tx.exec('DELETE FROM worker_beat WHERE id = $1', [workerId]))
}

/** How many workers live now. Fails when the database does not answer. */
export async function livingWorkers(): Promise<number> {
  const rows = await inRawTransaction(scope, (tx) =>
    tx.sql<{ count: bigint }>(
      'SELECT count(*) AS count FROM worker_beat WHERE beat_at > $1::timestamptz - make_interval(secs => $2)',
      [clock.wall(), SILENT_AFTER_SECONDS],
    ),
  )
  return Number(rows[0]?.count ?? 0n)
}

/** When a worker last said that it lives, in real time; null when none does. */
export async function lastBeat(tx: Sql): Promise<Date | null> {
  const [row] = await tx.sql<{ at: Date | null }>('SELECT max(beat_at) AS at FROM worker_beat')
  return row?.at ?? null
}
