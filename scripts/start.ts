// npm start: brings up the whole product and keeps it up. npm run dev: the same with hot reload.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from './run/children.ts'
import { buildApplication, generateClient } from './run/compile.ts'
import { migrateDatabase, type OpenDatabase, openDatabase } from './run/database.ts'
import { readEnvironment } from './run/environment.ts'
import { ROOT } from './run/fingerprint.ts'
import { firstDataSchema, welcome } from './run/first-data.ts'
import { requireFreePort } from './run/ports.ts'
import { addressOf, productEnvironment, runReporting, startServices } from './run/product.ts'
import { registerEndpoints, type Sandbox, startSandbox } from './run/sandbox.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'
import {
  forgetRunning,
  loadSecrets,
  noteRunning,
  openDataDir,
  requireNotRunning,
  requireWritable,
  type Secrets,
  saveSecrets,
} from './run/state.ts'
import { type Report, Steps } from './run/steps.ts'

const isDev = process.argv.includes('--dev')
const steps = new Steps()
const shutdown = new Shutdown(() => steps.mute())

type Settings = ReturnType<typeof readEnvironment>

async function start(): Promise<void> {
  const env = readEnvironment()
  const { dataDir } = env
  await refuseEarly(env)
  const logDir = join(dataDir, 'logs')
  mkdirSync(logDir, { recursive: true })
  const self = { pid: process.pid, url: addressOf(env), sandboxPort: env.SANDBOX_PORT }
  shutdown.onEnd(async () => forgetRunning(dataDir))
  noteRunning(dataDir, { ...self, children: [] })
  console.log(`Starting Tieout${env.isDemo ? ' with the embedded Stripe sandbox' : ''}`)

  const database = await steps.run('database', () => readyDatabase(env))
  const client = steps.run('database client', generateClient)
  const application = client.then(() => (isDev ? undefined : steps.run('web application', () => buildApplication())))
  const sandboxReady = env.isDemo
    ? steps.run('Stripe sandbox', (report) => readySandbox(env, logDir, report))
    : undefined
  const loaded = Promise.all([sandboxReady, client]).then(async ([sandbox]) => {
    const environment = productEnvironment(env, await readySecrets(env, sandbox), database.appUrl)
    const told = await steps.run('accounts', (report) =>
      runReporting('first-data.ts', environment, report, { args: ['--begin'] }),
    )
    return { environment, told, sandbox }
  })
  const [{ environment, told, sandbox }] = await Promise.all([loaded, application])

  const services = await steps.run('worker and web server', () =>
    startServices({
      environment,
      port: env.PORT,
      isDev,
      logDir: isDev ? undefined : logDir,
      onGivenUp: (reason) => void shutdown.end(1, reason),
      onStarted: (stop) => shutdown.onEnd(stop),
    }),
  )
  const children = [...services.pids, ...(sandbox?.child.pid === undefined ? [] : [sandbox.child.pid])]
  noteRunning(dataDir, { ...self, children })
  for (const line of greeting(addressOf(env), told)) console.log(line)
  await followFirstData(environment)
}

/** The past arrives behind the sign-in page; a problem with it is told, and stays on the Backfill page. */
async function followFirstData(environment: Environment): Promise<void> {
  const stopping = new AbortController()
  shutdown.onEnd(async () => stopping.abort())
  const told = await steps
    .run('reading the past', (report) =>
      runReporting('first-data.ts', environment, report, { args: ['--follow'], signal: stopping.signal }),
    )
    .catch((error: unknown) => ({ problem: sentenceOf(error) }))
  const { problem } = firstDataSchema.parse(told ?? {})
  if (problem !== undefined && !shutdown.hasBegun) steps.say(`The past is not read yet: ${problem}`)
}

/** What can be refused is refused before anything is started or changed. */
async function refuseEarly(env: Settings): Promise<void> {
  requireWritable(ROOT)
  openDataDir(env.dataDir)
  requireNotRunning(env.dataDir)
  await requireFreePort(env.PORT, 'PORT')
  if (env.isDemo) await requireFreePort(env.SANDBOX_PORT, 'SANDBOX_PORT')
}

async function readyDatabase(env: Settings): Promise<OpenDatabase> {
  const opened = await openDatabase(env)
  shutdown.onEnd(opened.stop)
  await migrateDatabase(opened)
  return opened
}

async function readySandbox(env: Settings, logDir: string, report: Report): Promise<Sandbox> {
  const logFile = join(logDir, 'sandbox.log')
  const sandbox = await startSandbox({
    port: env.SANDBOX_PORT,
    dataDir: join(env.dataDir, 'sandbox'),
    logFile,
    scale: env.TIEOUT_DEMO_SCALE,
    seed: env.TIEOUT_SEED,
    report,
  })
  shutdown.onEnd(sandbox.stop)
  sandbox.child.on('exit', () => {
    if (!shutdown.hasBegun) void shutdown.end(1, `The Stripe sandbox ended; its log is ${logFile}.`)
  })
  return sandbox
}

/** In the demo the webhook endpoints are registered as an operator would, and their secrets kept. */
async function readySecrets(env: Settings, sandbox: Sandbox | undefined): Promise<Secrets> {
  const known = loadSecrets(env.dataDir)
  if (sandbox === undefined) return known
  const route = `http://127.0.0.1:${env.PORT}/api/webhooks/stripe`
  return saveSecrets(env.dataDir, { ...known, webhooks: await registerEndpoints(sandbox.url, route, known.webhooks) })
}

function greeting(address: string, told: unknown): string[] {
  return ['', `Tieout runs at ${address}`, ...welcome(firstDataSchema.parse(told ?? {})), '', 'Ctrl-C stops it.']
}

await start().catch(async (error: unknown) => {
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
})
