import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { getBackfill } from './get-backfill.ts'
import { isFirstLoadDone } from './run-state.ts'

type UnderWay = { readonly percent: number; readonly label: string; readonly state: string }

const finished = new Set<string>()

/** The first load while it is not complete: every page says so. Null afterwards, without a question to the database. */
export async function loadUnderWay({ entity, scope }: Actor): Promise<UnderWay | null> {
  if (finished.has(entity.id)) return null
  return read(scope, async (tx) => {
    if (await isFirstLoadDone(tx)) {
      finished.add(entity.id)
      return null
    }
    return getBackfill(tx)
  })
}
