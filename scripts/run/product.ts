import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Env } from '#lib/platform/env.ts'
import { type Environment, endOf, Service, spawnNode } from './children.ts'
import { BUILD_DIR } from './compile.ts'
import { ROOT } from './fingerprint.ts'
import type { Secrets } from './state.ts'
import type { Report } from './steps.ts'

const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
/** Pages of Stripe's lists die young by the thousand: room for a few is enough, and takes 300 MB less than V8 would. */
const YOUNG_HEAP = '--max-semi-space-size=8'
/** Longer than a proxy in front keeps an idle connection (a minute, usually), so that it never sends into one we just closed. */
export const KEEP_ALIVE_MS = 70_000
const READY_TIMEOUT_MS = 60_000

/** What web, worker and commands are started with: the application's login, never the owner's. `secrets` are the demo's, if it made any. */
export function productEnvironment(env: Env, secrets: Secrets | null, appUrl: string): Environment {
  const generated = env.isDemo ? (secrets ?? undefined) : undefined
  return {
    DATABASE_URL: '',
    DATABASE_ADMIN_URL: '',
    DATABASE_APP_URL: appUrl,
    PORT: `${env.PORT}`,
    NEXTAUTH_URL: addressOf(env),
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? generated?.nextAuthSecret ?? '',
    TIEOUT_SEAL_KEY: env.TIEOUT_SEAL_KEY ?? generated?.sealKey ?? '',
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_API_BASE: env.STRIPE_API_BASE ?? '',
    STRIPE_WEBHOOK_SECRET: [...env.STRIPE_WEBHOOK_SECRET, ...(generated?.webhooks?.secrets ?? [])].join(','),
    // The demo has a mail folder of its own.
    TIEOUT_MAIL_FOLDER: env.TIEOUT_MAIL_FOLDER ?? (env.isDemo ? join(resolve(ROOT, env.TIEOUT_DATA_DIR), 'mail') : ''),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** The address people open. */
export const addressOf = (env: Env): string => env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`

type ServicesOptions = {
  readonly environment: Environment
  readonly port: number
  readonly isDev?: boolean
  readonly buildDir?: string
  /** A folder for the logs; undefined: our own terminal. */
  readonly logDir: string | undefined
  readonly onGivenUp: (reason: string) => void
  /** Called before anything is waited for, with what stops everything. */
  readonly onStarted: (stop: () => Promise<void>) => void
}

/** Starts worker and web, and returns their process numbers when the web server answers. */
export async function startServices(options: ServicesOptions): Promise<{ pids: number[] }> {
  const { isDev = false, onGivenUp } = options
  const worker = new Service({
    name: 'worker',
    args: [...(isDev ? ['--watch', '--watch-preserve-output'] : []), YOUNG_HEAP, join(ROOT, 'scripts', 'worker.ts')],
    env: serviceEnvironment(options),
    logFile: logFile(options, 'worker'),
    onGivenUp,
  })
  const web = await startWeb({
    ...options,
    onStarted: (stopWeb) =>
      options.onStarted(async () => {
        await Promise.all([stopWeb(), worker.stop()])
      }),
  })
  return { pids: [...web.pids, ...worker.pids] }
}

/** Starts the web server alone, and returns its process numbers when it answers. It keeps no state: there may be several. */
export async function startWeb(options: ServicesOptions): Promise<{ pids: number[] }> {
  const { port, isDev = false, onGivenUp, onStarted } = options
  const web = new Service({
    name: 'web server',
    args: [NEXT, ...(isDev ? ['dev'] : ['start', '--keepAliveTimeout', `${KEEP_ALIVE_MS}`]), '-p', `${port}`],
    env: serviceEnvironment(options),
    logFile: logFile(options, 'web'),
    onGivenUp,
  })
  onStarted(() => web.stop())
  await untilHealthy(`http://127.0.0.1:${port}/api/health`, logFile(options, 'web'))
  return { pids: [...web.pids] }
}

const serviceEnvironment = ({ environment, isDev = false, buildDir = BUILD_DIR }: ServicesOptions): Environment => ({
  ...environment,
  NODE_ENV: isDev ? 'development' : 'production',
  TIEOUT_BUILD_DIR: buildDir,
})

const logFile = ({ logDir }: ServicesOptions, name: string) =>
  logDir === undefined ? undefined : join(logDir, `${name}.log`)

/** Runs a script of ours that reports progress as JSON lines; returns the last line that is no progress. */
export async function runReporting(
  script: string,
  environment: Environment,
  report: Report,
  { args = [], signal }: { args?: readonly string[]; signal?: AbortSignal } = {},
): Promise<unknown> {
  const child = spawnNode([join(ROOT, 'scripts', script), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal !== undefined && { signal }),
  })
  const complaints: Buffer[] = []
  child.on('error', (error) => complaints.push(Buffer.from(String(error))))
  let rest = ''
  let last: unknown
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((text) => text.startsWith('{'))) {
      const parsed = JSON.parse(line)
      if (parsed.progress === undefined) last = parsed
      else report(parsed.progress)
    }
  })
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk))
  const failure = await endOf(child)
  if (failure !== undefined)
    throw new Error(Buffer.concat(complaints).toString().trim() || `${script} ended (${failure}).`)
  return last
}

async function untilHealthy(url: string, log: string | undefined): Promise<void> {
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += 100) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await pause(100)
  }
  const where = log === undefined ? '' : `; its log is ${log}`
  throw new Error(`The web server did not answer within ${READY_TIMEOUT_MS / 1_000} s${where}.`)
}
