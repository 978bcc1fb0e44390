// npm run bench: ratios of one run, each against something that had the same machine at the same time. It starts a durable
// database of its own in a temporary folder, so that fsync costs what it costs. Names of parts (ingest, ledger) run those alone.
// Ends with 1 when a ratio is missed or could not be measured.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import { Shutdown, sentenceOf } from '#scripts/run/signals.ts'
import type { Measurement } from './windows.ts'

const shutdown = new Shutdown()
const wanted = process.argv.slice(2)
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part)

try {
  const measured = await run()
  await shutdown.end(measured.every(isReached) ? 0 : 1)
} catch (error) {
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
}

async function run(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tieout-bench-'))
  shutdown.onEnd(async () => rmSync(dataDir, { recursive: true, force: true }))
  chmodSync(dataDir, 0o755)
  const { ownerUrl, superUrl, stop } = await ensurePostgres({ dataDir })
  shutdown.onEnd(stop)
  const appUrl = deriveAppUrl(ownerUrl)
  await migrate({ databaseUrl: ownerUrl, appUrl })
  Object.assign(process.env, {
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: 'only for this benchmark',
  })
  const database = new URL(superUrl)
  database.pathname = new URL(ownerUrl).pathname
  const { closeDatabase } = await import('#lib/platform/db.ts')
  shutdown.onEnd(closeDatabase)
  const entity = await benchEntity()
  const measured: Measurement[] = []
  if (isWanted('ingest')) {
    const { benchIngest } = await import('./ingest.ts')
    measured.push(...(await benchIngest({ appUrl, superUrl: database.href }, shutdown)).map(printed))
  }
  if (isWanted('ledger')) {
    const { benchLedger } = await import('./ledger.ts')
    measured.push(...(await benchLedger(entity, database.href)).map(printed))
  }
  return measured
}

async function benchEntity() {
  const { ensureEntity } = await import('#lib/entities/entity.ts')
  return ensureEntity({
    name: 'Bench',
    stripeAccount: 'acct_bench',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: new Date(),
  })
}

function isReached({ ratio, atLeast }: Measurement): boolean {
  return ratio !== null && ratio >= atLeast
}

function printed(measured: Measurement): Measurement {
  const { name, ratio, atLeast, detail } = measured
  const shown = ratio === null ? '-' : ratio.toFixed(2)
  const verdict = ratio === null ? 'not measured' : `${isReached(measured) ? 'reached' : 'missed '} ${atLeast}`
  console.log(`${shown.padStart(6)}  ${verdict}  ${name} (${detail})`)
  return measured
}
