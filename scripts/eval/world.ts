// The marketplace that questions are asked about: the sandbox's invented year, with one seed and one end, read in by the product.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#lib/platform/embedded/server.ts'
import { SANDBOX_KEY } from '#lib/platform/env.ts'
import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import { startSandbox } from '../run/sandbox.ts'
import type { Shutdown } from '../run/signals.ts'

const SEED = 1
/** The history ends here: every "last quarter" of the questions is counted from this instant. */
export const PRESENT = new Date('2026-11-20T12:00:00Z')

export type World = {
  /** Reads past row security: for what the books should say, and for what attacks left behind. */
  readonly superUrl: string
}

type Options = {
  /** Keeps the database for the next run. */
  readonly dataDir: string
  readonly shutdown: Shutdown
  readonly report: (line: string) => void
}

/** Makes the marketplace, or opens the kept one, and completes the environment of this process. */
export async function openWorld({ dataDir, shutdown, report }: Options): Promise<World> {
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true })
  chmodSync(dataDir, 0o755)
  const { ownerUrl, superUrl, stopUnlessUsed } = await ensurePostgres({ dataDir, isDurable: false })
  shutdown.onEnd(stopUnlessUsed)
  const appUrl = deriveAppUrl(ownerUrl)
  await migrate({ databaseUrl: ownerUrl, appUrl })
  Object.assign(process.env, {
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: 'only for this evaluation',
    TIEOUT_SEAL_KEY: 'only for this evaluation',
    STRIPE_SECRET_KEY: SANDBOX_KEY,
  })
  const { closeDatabase } = await import('#lib/platform/db.ts')
  shutdown.onEnd(closeDatabase)
  if (!existsSync(join(dataDir, 'loaded'))) await load(dataDir, shutdown, report)
  const database = new URL(superUrl)
  database.pathname = new URL(ownerUrl).pathname
  return { superUrl: database.href }
}

async function load(dataDir: string, shutdown: Shutdown, report: Options['report']): Promise<void> {
  report('inventing the marketplace')
  const sandbox = await startSandbox({
    port: await freePort(),
    dataDir: join(dataDir, 'sandbox'),
    logFile: join(dataDir, 'sandbox.log'),
    scale: 'demo',
    seed: SEED,
    flags: ['--frozen', '--end', PRESENT.toISOString()],
  })
  shutdown.onEnd(() => sandbox.stop())
  process.env.STRIPE_API_BASE = sandbox.url
  const { loadFirstData } = await import('#lib/pipeline/load.ts')
  let told = -1
  await loadFirstData({
    onProgress: ({ done, label }) => {
      if (done >= told + 10) report(`reading its past: ${done} %, ${label}`)
      if (done >= told + 10) told = done
    },
  })
  await sandbox.stop()
  writeFileSync(join(dataDir, 'loaded'), '')
}
