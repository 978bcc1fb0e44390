// npm run bench: ratios of one run, each against something that had the same machine at the same time. It starts a durable
// database of its own in a temporary folder, so that fsync costs what it costs.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import type { Measurement } from './ledger.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tieout-bench-'))
chmodSync(dataDir, 0o755)
const { ownerUrl, superUrl, stop } = await ensurePostgres({ dataDir })
try {
  const appUrl = deriveAppUrl(ownerUrl)
  await migrate({ databaseUrl: ownerUrl, appUrl })
  Object.assign(process.env, {
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: 'only for this benchmark',
  })
  const database = new URL(superUrl)
  database.pathname = new URL(ownerUrl).pathname
  const { benchLedger } = await import('./ledger.ts')
  const { closeDatabase } = await import('#lib/platform/db.ts')
  for (const measured of await benchLedger({ superUrl: database.href })) print(measured)
  await closeDatabase()
} finally {
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}

function print({ name, ratio, atLeast, detail }: Measurement): void {
  const verdict = ratio >= atLeast ? 'reached' : 'missed '
  const shown = (Math.round(ratio * 100) / 100).toString().padStart(6)
  console.log(`${shown}  ${verdict} ${atLeast}  ${name} (${detail})`)
}
