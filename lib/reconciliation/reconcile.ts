import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { runMatching } from './matching/run-matching.ts'
import { withProgress } from './progress/run-progress.ts'
import { runVariances } from './variances/run-variances.ts'

/** Brings matches and variances up to date with everything that is known now. Safe to run at any time and any number of times. */
export async function reconcile(entity: Entity): Promise<void> {
  const at = clock.now()
  await withProgress(entity, 'matching', async (say) => {
    await runMatching({ entity, at, say })
    await runVariances(entity, at)
  })
}
