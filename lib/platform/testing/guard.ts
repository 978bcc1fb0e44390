import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Processes of a run of tests carry its name in their environment. */
export const RUN_VARIABLE = 'TIEOUT_TEST_RUN'

/**
 * Starts a small process that outlives this one by a moment: when this one is gone, however it went, it ends
 * what the run started and removes its folder. A database started for tests must not stay behind.
 */
export function guardRun(dataDir: string, clusterDir: string): void {
  const run = crypto.randomUUID()
  const guard = spawn(process.execPath, [join(import.meta.dirname, 'guard-process.ts'), run, dataDir, clusterDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  process.env[RUN_VARIABLE] = run
  guard.unref()
  // The pipe closes with this process; as long as it is open it must not keep this process alive.
  Reflect.get(Object(guard.stdin), 'unref')?.call(guard.stdin)
}
