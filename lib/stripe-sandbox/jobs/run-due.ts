import type { World } from '../core/world.ts'
import { JOBS } from './jobs.ts'
import { finishJob, nextJob } from './schedule.ts'

/** Runs everything due by then, one transaction each, at the instant it was due: one jump equals many small ones. */
export function runDueJobs(world: World, by: number): number {
  let count = 0
  for (let job = nextJob(world, by); job; job = nextJob(world, by)) {
    const current = job
    world.clock.at(current.due, () =>
      world.transaction(() => {
        finishJob(world, current)
        JOBS[current.kind](world, current)
      }),
    )
    count += 1
  }
  return count
}
