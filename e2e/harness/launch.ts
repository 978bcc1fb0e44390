import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { freePort } from '#lib/platform/embedded/server.ts'
import { parseEnv } from '#lib/platform/env.ts'
import { copyDatabase, type TestCluster, type TestDatabase } from '#lib/platform/testing/cluster.ts'
import { type Environment, Service } from '#scripts/run/children.ts'
import { ROOT } from '#scripts/run/fingerprint.ts'
import { productEnvironment, runReporting, startServices, startWeb } from '#scripts/run/product.ts'
import { registerEndpoints, startSandbox } from '#scripts/run/sandbox.ts'

export type Product = {
  readonly url: string
  readonly sandboxUrl: string
  readonly database: TestDatabase
}

/** A marketplace whose past was read once: products of tests begin as copies of it. */
export type Loaded = { readonly databaseName: string; readonly sandboxDir: string }

type LaunchOptions = {
  readonly cluster: TestCluster
  readonly buildDir: string
  /** What it begins as; undefined: nothing has happened yet. */
  readonly loaded: Loaded | undefined
  /** Time stands still between jumps of the sandbox's clock. */
  readonly isFrozen?: boolean
}

const IDLE_TIMEOUT_MS = 120_000
const SECRETS = { nextAuthSecret: 'a secret of the browser tests', sealKey: 'a seal key of the browser tests' }

/** Reads the past of a small marketplace into a database of its own, and leaves both for copies. */
export async function loadOnce(cluster: TestCluster): Promise<Loaded> {
  const sandboxDir = mkdtempSync(join(tmpdir(), 'tieout-e2e-loaded-'))
  const databaseName = `e2e_loaded_${crypto.randomUUID().slice(0, 8)}`
  const database = await copyDatabase(cluster, databaseName)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const logFile = join(logFolder('loaded'), 'sandbox.log')
  const sandbox = await startSandbox({ port: sandboxPort, dataDir: sandboxDir, logFile, scale: 'small', seed: 1 })
  try {
    const env = parseEnv({ PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}` })
    const environment = productEnvironment(env, SECRETS, database.appUrl)
    await runReporting('first-data.ts', environment, () => {})
    await workOnce(environment, database, join(logFolder('loaded'), 'worker.log'))
  } finally {
    await sandbox.stop()
  }
  return { databaseName, sandboxDir }
}

/** Does what a worker finds to do after the past was read, so that no copy does it again; then Stripe's side of it is read, too. */
async function workOnce(environment: Environment, database: TestDatabase, logFile: string): Promise<void> {
  const worker = new Service({
    name: 'worker',
    args: [join(ROOT, 'scripts', 'worker.ts')],
    env: { ...environment, NODE_ENV: 'production' },
    logFile,
    onGivenUp: (reason) => console.error(reason),
  })
  const boss = new PgBoss({ connectionString: database.superUrl, migrate: false, supervise: false, schedule: false })
  await boss.start()
  try {
    await untilIdle(database)
    await boss.send('sweep', {})
    await untilIdle(database)
  } finally {
    await boss.stop({ graceful: false })
    await worker.stop()
  }
}

/** Until no job waits or runs. */
async function untilIdle({ superUrl }: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    for (let waitedMs = 0; waitedMs < IDLE_TIMEOUT_MS; waitedMs += 100) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS left FROM pgboss.job
          WHERE state IN ('created', 'retry', 'active') AND start_after <= now() AND name NOT LIKE '\\_\\_%'`,
      )
      if (rows[0]?.left === 0) return
      await pause(100)
    }
    throw new Error(`The worker still had jobs after ${IDLE_TIMEOUT_MS / 1_000} s.`)
  } finally {
    await client.end()
  }
}

/** Starts a whole product on free ports: a database, a sandbox, worker and web. */
export async function launchProduct(options: LaunchOptions): Promise<Product & { stop(): Promise<void> }> {
  const { cluster, buildDir, loaded, isFrozen = false } = options
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const dataDir = mkdtempSync(join(tmpdir(), 'tieout-e2e-'))
  const logDir = logFolder(`${port}`)
  if (loaded !== undefined) cpSync(loaded.sandboxDir, dataDir, { recursive: true })

  const database = await copyDatabase(cluster, `e2e_${port}_${crypto.randomUUID().slice(0, 8)}`, loaded?.databaseName)
  const sandbox = await startSandbox({
    port: sandboxPort,
    dataDir,
    logFile: join(logDir, 'sandbox.log'),
    scale: 'empty',
    seed: 1,
    flags: isFrozen ? ['--frozen'] : [],
  })
  const url = `http://127.0.0.1:${port}`
  const webhooks = await registerEndpoints(sandbox.url, `${url}/api/webhooks/stripe`, undefined)
  const environment = productEnvironment(
    parseEnv({ PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}`, NEXTAUTH_URL: url }),
    { ...SECRETS, webhooks },
    database.appUrl,
  )
  if (loaded === undefined) await runReporting('first-data.ts', environment, () => {})
  let stopServices = async () => {}
  const stop = async () => {
    await stopServices()
    await sandbox.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  await startServices({
    environment,
    port,
    buildDir,
    logDir,
    onGivenUp: (reason) => console.error(reason),
    onStarted: (stopBoth) => {
      stopServices = stopBoth
    },
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, sandboxUrl: sandbox.url, database, stop }
}

/** Starts another web server over a product that runs, with an environment of its own: as behind a load balancer. */
export async function webBeside(
  { sandboxUrl, database }: Product,
  buildDir: string,
  more: Readonly<Record<string, string>>,
): Promise<Product & { stop(): Promise<void> }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = parseEnv({ PORT: `${port}`, SANDBOX_PORT: new URL(sandboxUrl).port, NEXTAUTH_URL: url })
  let stop = async () => {}
  await startWeb({
    environment: { ...productEnvironment(env, SECRETS, database.appUrl), ...more },
    port,
    buildDir,
    logDir: logFolder(`${port}`),
    onGivenUp: (reason) => console.error(reason),
    onStarted: (stopWeb) => {
      stop = stopWeb
    },
  })
  return { url, sandboxUrl, database, stop: () => stop() }
}

function logFolder(name: string): string {
  const folder = join('playwright-report', 'logs', name)
  mkdirSync(folder, { recursive: true })
  return folder
}
