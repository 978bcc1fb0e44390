import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import type { Source } from './facts.ts'

/** Has sources settled again by the worker, once this transaction has committed; each of them once. */
export async function queueSettling(tx: Sql, sources: readonly Source[]): Promise<void> {
  for (const { kind, id } of sources) await enqueue(tx, 'settle', { kind, id }, { key: `${kind}:${id}` })
}
