// The web application the ingest comparison runs against: the product's sources as they are, with two routes beside its own,
// built and served for production from a folder that is thrown away. The routes are never part of the product.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#lib/platform/embedded/server.ts'
import { type Environment, endOf, runQuietly, spawnNode, stopChild } from '#scripts/run/children.ts'
import { ROOT } from '#scripts/run/fingerprint.ts'
import type { Shutdown } from '#scripts/run/signals.ts'

const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
const SYNC_ENGINE = '@supabase/stripe-sync-engine'
const SYNC_ENGINE_VERSION = '0.48.5'
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'instrumentation.ts',
  'next.config.mjs',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const READY_TIMEOUT_MS = 60_000

/** Under the same path as the product's route: the proxy treats all three alike. */
export const ROUTES = {
  product: '/api/webhooks/stripe',
  empty: '/api/webhooks/bench-empty',
  syncEngine: '/api/webhooks/bench-sync-engine',
} as const

/** Reads the same body and answers the same. */
const EMPTY = `
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export async function POST(request: Request): Promise<Response> {
  await request.arrayBuffer()
  return Response.json({ received: true })
}
`

/** Used as its README shows, with as many connections as the product's pool has. */
const WITH_SYNC_ENGINE = `
import { StripeSync } from '${SYNC_ENGINE}'
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
let sync: StripeSync | undefined
const connect = () => new StripeSync({
  poolConfig: { connectionString: process.env.BENCH_SYNC_ENGINE_URL, max: 10 },
  stripeSecretKey: process.env.STRIPE_SECRET_KEY ?? '',
  stripeWebhookSecret: process.env.STRIPE_WEBHOOK_SECRET ?? '',
  stripeApiVersion: process.env.BENCH_API_VERSION,
})
export async function POST(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer())
  sync ??= connect()
  await sync.processWebhook(body, request.headers.get('stripe-signature') ?? undefined)
  return Response.json({ received: true })
}
`

export type Site = {
  readonly folder: string
  /** Why the sync engine is not there; undefined when it is. */
  readonly syncEngineMissing: string | undefined
}

/** Copies the product, installs the sync engine beside it and builds. */
export async function buildSite(shutdown: Shutdown): Promise<Site> {
  const folder = mkdtempSync(join(ROOT, '.next-bench-'))
  shutdown.onEnd(async () => rmSync(folder, { recursive: true, force: true }))
  for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, 'site', name), { recursive: true })
  const syncEngineMissing = await installSyncEngine(folder)
  addRoute(folder, ROUTES.empty, EMPTY)
  if (syncEngineMissing === undefined) addRoute(folder, ROUTES.syncEngine, WITH_SYNC_ENGINE)
  await runQuietly([NEXT, 'build', join(folder, 'site')], { NODE_ENV: 'production', TIEOUT_BUILD_DIR: '.next' })
  return { folder, syncEngineMissing }
}

function addRoute(folder: string, path: string, text: string): void {
  const route = join(folder, 'site', 'app', path)
  mkdirSync(route, { recursive: true })
  writeFileSync(join(route, 'route.ts'), text.trimStart())
}

async function installSyncEngine(folder: string): Promise<string | undefined> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--legacy-peer-deps', '--ignore-scripts']
  const log = join(folder, 'npm.log')
  const output = openSync(log, 'a')
  const npm = spawn('npm', ['install', ...flags, `${SYNC_ENGINE}@${SYNC_ENGINE_VERSION}`], {
    cwd: folder,
    stdio: ['ignore', output, output],
  })
  const failure = await endOf(npm)
  if (failure === undefined) return undefined
  return `${SYNC_ENGINE} ${SYNC_ENGINE_VERSION} could not be installed (${failure}): ${readFileSync(log, 'utf8').trim()}`
}

/** Brings the sync engine's own schema up, with its own migrations: its CommonJS half finds them. */
export async function migrateSyncEngine({ folder }: Site, databaseUrl: string): Promise<void> {
  const engine = createRequire(join(folder, 'package.json'))(SYNC_ENGINE)
  let failure: unknown
  const logger = {
    info: () => {},
    error: (error: unknown) => {
      failure = error
    },
  }
  await engine.runMigrations({ databaseUrl, schema: 'stripe', logger })
  if (failure !== undefined) throw failure
}

/** Serves the site as `npm start` would, and returns its port when it answers. */
export async function serveSite(site: Site, env: Environment, shutdown: Shutdown): Promise<number> {
  const port = await freePort()
  const log = join(site.folder, 'web.log')
  const output = openSync(log, 'a')
  const server = spawnNode([NEXT, 'start', join(site.folder, 'site'), '-p', `${port}`], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', TIEOUT_BUILD_DIR: '.next', ...env },
    stdio: ['ignore', output, output],
  })
  shutdown.onEnd(() => stopChild(server))
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS && server.exitCode === null; waitedMs += 100) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (response?.ok) return port
    await pause(100)
  }
  throw new Error(`The web server did not answer:\n${lastWordsOf(site)}`)
}

/** The end of the web server's log, to be shown when something went wrong. */
export const lastWordsOf = ({ folder }: Site): string => readFileSync(join(folder, 'web.log'), 'utf8').slice(-2_000)
