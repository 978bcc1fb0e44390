import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#lib/platform/embedded/server.ts'
import { parseEnv } from '#lib/platform/env.ts'
import { copyDatabase, type TestCluster, type TestDatabase } from '#lib/platform/testing/cluster.ts'
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
    await runReporting('first-data.ts', productEnvironment(env, SECRETS, database.appUrl), () => {})
  } finally {
    await sandbox.stop()
  }
  return { databaseName, sandboxDir }
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
