// npm run bench: ratios of one run, each against something that had the same machine at the same time. Each part is a process
// with a durable database of its own in a temporary folder, so that fsync costs what it costs. Names of parts run those alone.
// Ends with 1 when a ratio is missed or could not be measured.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import { endOf, spawnNode } from '#scripts/run/children.ts'
import { Shutdown, sentenceOf } from '#scripts/run/signals.ts'
import type { Measurement } from './windows.ts'

const shutdown = new Shutdown()
const PARTS = [
  'ingest',
  'ledger',
  'matching',
  'analytics',
  'backfill',
  'imports',
  'passages',
  'portal',
  'forecasts',
  'quality',
  'health',
] as const
type Part = (typeof PARTS)[number]

function partNamed(name: string): Part {
  const part = PARTS.find((one) => one === name)
  if (part === undefined) throw new Error(`There is no part ${name}: the parts are ${PARTS.join(', ')}.`)
  return part
}

async function runEach(named: readonly (Part | undefined)[]): Promise<number> {
  const parts = named.filter((part) => part !== undefined)
  const failures: string[] = []
  for (const part of parts.length === 0 ? PARTS : parts) {
    const child = spawnNode([fileURLToPath(import.meta.url), part], { stdio: 'inherit' })
    const failure = await endOf(child)
    if (failure !== undefined) failures.push(failure)
  }
  return failures.length === 0 ? 0 : 1
}

async function run(part: Part): Promise<number> {
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
  const measured = await MEASURE[part]({ appUrl, superUrl: database.href, dataDir })
  for (const one of measured) print(one)
  return measured.every(isReached) ? 0 : 1
}

type Site = { readonly appUrl: string; readonly superUrl: string; readonly dataDir: string }

const MEASURE: Readonly<Record<Part, (site: Site) => Promise<Measurement[]>>> = {
  ingest: async (site) => {
    await benchEntity()
    const { benchIngest } = await import('./ingest.ts')
    return benchIngest(site, shutdown)
  },
  ledger: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchLedger } = await import('./ledger.ts')
    return benchLedger(entity, superUrl)
  },
  matching: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchMatching } = await import('./matching.ts')
    return benchMatching(entity, superUrl)
  },
  analytics: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchAnalytics } = await import('./analytics.ts')
    return benchAnalytics(entity, superUrl)
  },
  backfill: async ({ dataDir }) => {
    const { benchBackfill } = await import('./backfill.ts')
    return benchBackfill(dataDir, shutdown)
  },
  imports: async (site) => {
    const entity = await benchEntity()
    const { benchImports } = await import('./imports.ts')
    return benchImports(entity, site)
  },
  forecasts: async () => {
    const { benchForecasts } = await import('./forecasts.ts')
    return benchForecasts()
  },
  passages: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchPassages } = await import('./passages.ts')
    return benchPassages(entity, superUrl)
  },
  health: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchHealth } = await import('./health.ts')
    return benchHealth(entity, superUrl)
  },
  portal: async ({ superUrl }) => {
    const entity = await benchEntity()
    const { benchPortal } = await import('./portal.ts')
    return benchPortal(entity, superUrl)
  },
  quality: async (site) => {
    const { benchQuality } = await import('./quality.ts')
    return benchQuality(site)
  },
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

function print({ name, ratio, atLeast, detail }: Measurement): void {
  const shown = ratio === null ? '-' : ratio.toFixed(2)
  const verdict = ratio === null ? 'not measured' : `${ratio >= atLeast ? 'reached' : 'missed '} ${atLeast}`
  console.log(`${shown.padStart(6)}  ${verdict}  ${name} (${detail})`)
}

try {
  const [part, ...others] = process.argv.slice(2).map(partNamed)
  await shutdown.end(part !== undefined && others.length === 0 ? await run(part) : await runEach([part, ...others]))
} catch (error) {
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
}
