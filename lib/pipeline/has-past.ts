import type { Entity } from '#lib/entities/entity.ts'
import { isFirstLoadDone } from '#lib/events/backfill/run-state.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'

const known = new Set<string>()

/** Whether the entity's past was read once; asked of the database until it is so. */
export async function hasPast(entity: Entity): Promise<boolean> {
  if (known.has(entity.id)) return true
  const isDone = await inRawTransaction(SYSTEM(entity), (tx) => isFirstLoadDone(tx))
  if (isDone) known.add(entity.id)
  return isDone
}
