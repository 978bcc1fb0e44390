import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Place } from './place.ts'

export const SUPERUSER = 'postgres'

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 20_000
const STEP_MS = 40

/** Creates the cluster's files once; an interrupted creation leaves nothing that looks finished. */
export function createCluster({ place, superPassword }: { place: Place; superPassword: string }): void {
  const data = dataIn(place)
  if (existsSync(data)) return
  const unfinished = `${data}.${process.pid}`
  const passwordFile = join(place.clusterDir, `pw.${process.pid}`)
  writeFileSync(passwordFile, superPassword, { mode: place.account === undefined ? 0o600 : 0o644 })
  const options = ['-D', unfinished, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8']
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync']
  const done = spawnSync(join(place.binDir, 'initdb'), [...options, ...locale], {
    cwd: '/',
    encoding: 'utf8',
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    ...place.account,
  })
  rmSync(passwordFile)
  if (done.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    const reason = done.error?.message ?? done.stderr.trim().split('\n').at(-1)
    throw new Error(`PostgreSQL could not create its files in ${place.clusterDir}: ${reason}`)
  }
  renameSync(unfinished, data)
}

/** Whether a server answers on this port with this cluster's superuser. */
export async function isAnswering({ port, superPassword }: { port: number; superPassword: string }): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: superPassword,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

type StartOptions = { place: Place; port: number; superPassword: string; logFile: string; isDurable: boolean }

/**
 * Starts the server in a process group of its own: Ctrl-C in the terminal must not stop the database
 * before the programs that still write to it. Refuses with PostgreSQL's own last words when it gives up.
 */
export async function startServer({ place, port, superPassword, logFile, isDurable }: StartOptions): Promise<void> {
  const damage = damageIn(dataIn(place))
  if (damage !== undefined) throw damaged(place, damage)

  const log = openSync(logFile, 'w')
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    fsync: isDurable ? 'on' : 'off',
    full_page_writes: isDurable ? 'on' : 'off',
    synchronous_commit: 'on',
    shared_buffers: isDurable ? '256MB' : '64MB',
    max_wal_size: '2GB',
  }
  const child = spawn(
    join(place.binDir, 'postgres'),
    ['-D', dataIn(place), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { NODE_ENV: 'production', TZ: 'UTC' },
      ...place.account,
    },
  )
  closeSync(log)
  let ended: string | undefined
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code) => {
    ended = `exit code ${code}`
  })
  child.unref()

  for (let waitedMs = 0; waitedMs < START_TIMEOUT_MS; waitedMs += STEP_MS) {
    await pause(STEP_MS)
    if (ended !== undefined) throw damaged(place, lastWords(logFile) ?? ended)
    if (await isAnswering({ port, superPassword })) return
  }
  child.kill('SIGQUIT')
  throw new Error(`PostgreSQL did not become ready within ${START_TIMEOUT_MS / 1_000} s; its log is ${logFile}.`)
}

/** Stops the cluster's server, whoever started it, and returns when it is gone. */
export async function stopServer(place: Place): Promise<void> {
  const pid = runningPid(place)
  if (pid === undefined) return
  for (const [signal, timeoutMs] of [['SIGINT', STOP_TIMEOUT_MS] as const, ['SIGQUIT', STOP_TIMEOUT_MS] as const]) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += STEP_MS) {
      await pause(STEP_MS)
      if (!isAlive(pid)) return
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
}

/** The process id in the cluster's lock file, when that process lives and is a PostgreSQL. */
export function runningPid(place: Place): number | undefined {
  const file = join(dataIn(place), 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return Number.isInteger(pid) && isAlive(pid) ? pid : undefined
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

/** Whether there are files of a cluster already. */
export const hasCluster = (place: Place): boolean => existsSync(dataIn(place))

export const removeCluster = (place: Place): void => rmSync(dataIn(place), { recursive: true })

const dataIn = (place: Place) => join(place.clusterDir, 'data')

/** A process that has ended but was not collected yet still takes signals: it does not count as alive. */
function isAlive(pid: number): boolean {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return false
  const state = readFileSync(file, 'utf8').split(') ')[1]
  return state?.startsWith('Z') === false
}

function damageIn(data: string): string | undefined {
  const present = new Set(readdirSync(data))
  const missing = ['PG_VERSION', 'global', 'base', 'pg_wal', 'postgresql.conf'].find((name) => !present.has(name))
  if (missing !== undefined) return `${missing} is missing`
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  return major === '18' ? undefined : `it was made by PostgreSQL ${major}`
}

/** A start that is refused because of what is in the cluster's folder. */
export const damaged = (place: Place, reason: string) =>
  new Error(
    `PostgreSQL cannot start from ${place.clusterDir} (${reason}): restore that folder from a backup, or move it away to begin with an empty database.`,
  )

function lastWords(logFile: string): string | undefined {
  const lines = readFileSync(logFile, 'utf8').split('\n')
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.findLast((line) => line.trim() !== '')
  return fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '').trim()
}
