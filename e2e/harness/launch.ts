import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#lib/platform/embedded/server.ts'
import { parseEnv } from '#lib/platform/env.ts'
import { copyDatabase, type TestCluster, type TestDatabase } from '#lib/platform/testing/cluster.ts'
import { productEnvironment, runReporting, startServices } from '#scripts/run/product.ts'
import { registerEndpoints, startSandbox } from '#scripts/run/sandbox.ts'

export type Product = {
  readonly url: string
  readonly sandboxUrl: string
  readonly database: TestDatabase
}

type LaunchOptions = {
  readonly cluster: TestCluster
  readonly buildDir: string
  readonly scale: 'empty' | 'small' | 'demo'
  readonly seed?: number
  /** Time stands still between jumps of the sandbox's clock. */
  readonly isFrozen?: boolean
}

/** Starts a whole product on free ports: a database, a sandbox, first data, worker and web. */
export async function launchProduct(options: LaunchOptions): Promise<Product & { stop(): Promise<void> }> {
  const { cluster, buildDir, scale, seed = 1, isFrozen = false } = options
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const dataDir = mkdtempSync(join(tmpdir(), 'tieout-e2e-'))
  const logDir = join('playwright-report', 'logs', `${port}`)
  mkdirSync(logDir, { recursive: true })

  const database = await copyDatabase(cluster, `e2e_${port}_${crypto.randomUUID().slice(0, 8)}`)
  const sandbox = await startSandbox({
    port: sandboxPort,
    dataDir,
    logFile: join(logDir, 'sandbox.log'),
    scale,
    seed,
    flags: isFrozen ? ['--frozen'] : [],
  })
  const url = `http://127.0.0.1:${port}`
  const webhooks = await registerEndpoints(sandbox.url, `${url}/api/webhooks/stripe`, undefined)
  const environment = productEnvironment(
    parseEnv({ PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}`, NEXTAUTH_URL: url }),
    { nextAuthSecret: 'a secret of the browser tests', sealKey: 'a seal key of the browser tests', webhooks },
    database.appUrl,
  )
  await runReporting('first-data.ts', environment, () => {})
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
