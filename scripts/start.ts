// npm start: brings up the whole product and keeps it up. npm run dev: the same with hot reload.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Service } from './run/children.ts'
import { buildApplication, generateClient } from './run/compile.ts'
import { migrateDatabase, openDatabase } from './run/database.ts'
import { readEnvironment } from './run/environment.ts'
import { ROOT } from './run/fingerprint.ts'
import { requireFreePort } from './run/ports.ts'
import { addressOf, productEnvironment, runReporting, startServices } from './run/product.ts'
import { registerEndpoints, startSandbox } from './run/sandbox.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'
import {
  forgetRunning,
  loadSecrets,
  noteRunning,
  openDataDir,
  requireNotRunning,
  requireWritable,
  saveSecrets,
} from './run/state.ts'
import { Steps } from './run/steps.ts'

const firstDataSchema = z.object({
  people: z.array(z.string()).optional(),
  password: z.string().optional(),
  setupLink: z.string().optional(),
})

const isDev = process.argv.includes('--dev')
const shutdown = new Shutdown()
const steps = new Steps()

async function start(): Promise<void> {
  const env = readEnvironment()
  const { dataDir, isDemo } = env
  requireWritable(ROOT)
  openDataDir(dataDir)
  requireNotRunning(dataDir)
  await requireFreePort(env.PORT, 'PORT')
  if (isDemo) await requireFreePort(env.SANDBOX_PORT, 'SANDBOX_PORT')
  const logDir = join(dataDir, 'logs')
  mkdirSync(logDir, { recursive: true })
  shutdown.onEnd(async () => forgetRunning(dataDir))
  const self = { pid: process.pid, url: addressOf(env), sandboxPort: env.SANDBOX_PORT }
  noteRunning(dataDir, { ...self, children: [] })
  console.log(`Starting Tieout${isDemo ? ' with the embedded Stripe sandbox' : ''}`)

  const database = await steps.run('database', async () => {
    const opened = await openDatabase(env)
    if (env.DATABASE_URL === undefined) shutdown.onEnd(opened.stop)
    await migrateDatabase(opened)
    return opened
  })
  const compiled = steps
    .run('database client', generateClient)
    .then(() => (isDev ? undefined : steps.run('web application', () => buildApplication())))
  const sandboxReady = isDemo
    ? steps.run('Stripe sandbox', async (report) => {
        const started = await startSandbox({
          port: env.SANDBOX_PORT,
          dataDir: join(dataDir, 'sandbox'),
          logFile: join(logDir, 'sandbox.log'),
          scale: env.TIEOUT_DEMO_SCALE,
          seed: env.TIEOUT_SEED,
          report,
        })
        shutdown.onEnd(started.stop)
        return started
      })
    : undefined
  const [sandbox] = await Promise.all([sandboxReady, compiled])

  const known = loadSecrets(dataDir)
  const route = `http://127.0.0.1:${env.PORT}/api/webhooks/stripe`
  const secrets =
    sandbox === undefined
      ? known
      : saveSecrets(dataDir, { ...known, webhooks: await registerEndpoints(sandbox.url, route, known.webhooks) })
  const environment = productEnvironment(env, secrets, database.appUrl)
  const first = await steps.run('first data', (report) => runReporting('first-data.ts', environment, report))

  const onGivenUp = (reason: string) => void shutdown.end(1, reason)
  sandbox?.child.on('exit', () => {
    if (!shutdown.hasBegun) onGivenUp(`The Stripe sandbox ended; its log is ${join(logDir, 'sandbox.log')}.`)
  })
  const { web, worker } = await steps.run('worker and web server', () =>
    startServices({ environment, port: env.PORT, isDev, logDir: isDev ? undefined : logDir, onGivenUp }),
  )
  shutdown.onEnd(async () => void (await Promise.all([web.stop(), worker.stop()])))
  const children = [web, worker].flatMap((service: Service) => service.pids)
  noteRunning(dataDir, {
    ...self,
    children: [...children, ...(sandbox?.child.pid === undefined ? [] : [sandbox.child.pid])],
  })
  for (const line of greeting(addressOf(env), first)) console.log(line)
}

function greeting(address: string, told: unknown): string[] {
  const { people, password, setupLink } = firstDataSchema.parse(told ?? {})
  return [
    '',
    `Tieout runs at ${address}`,
    ...(people === undefined ? [] : [`Sign in as ${people.join(', ')}`, `Password: ${password}`]),
    ...(setupLink === undefined ? [] : [`First sign-in (the link works once): ${setupLink}`]),
    '',
    'Ctrl-C stops it.',
  ]
}

await start().catch(async (error: unknown) => {
  steps.mute()
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
})
