import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { type Place, placeFor } from './embedded/place.ts'
import {
  createCluster,
  damaged,
  freePort,
  hasCluster,
  isAnswering,
  removeCluster,
  runningPid,
  SUPERUSER,
  startServer,
  stopServer,
} from './embedded/server.ts'
import { newPassword, readState, writeState } from './embedded/state.ts'

export type RunningPostgres = {
  /** The owner's connection: not a superuser; may create databases and roles, as on a managed PostgreSQL. */
  readonly ownerUrl: string
  /** Only for setting the cluster up and for tests that attack the database. */
  readonly superUrl: string
  /** The folder of the cluster's files. */
  readonly clusterDir: string
  /** False when the server was running already: whoever started it stops it. */
  readonly isStartedHere: boolean
  stop(): Promise<void>
  /** Stops it unless somebody else is connected: another command may have found it running and relies on it. */
  stopUnlessUsed(): Promise<void>
}

type EnsureOptions = {
  /** The folder of the product's own state. */
  readonly dataDir: string
  /** False only in tests: a crash of the machine may then lose data. */
  readonly isDurable?: boolean
}

const OWNER = 'tieout_owner'
const DATABASE = 'tieout'

/**
 * Starts the embedded PostgreSQL of this data folder, or finds it running, and makes sure that the
 * owner and the database exist. Safe to call from several processes at once.
 */
export async function ensurePostgres({ dataDir: folder, isDurable = true }: EnsureOptions): Promise<RunningPostgres> {
  const dataDir = resolve(folder)
  mkdirSync(dataDir, { recursive: true })
  const place = placeFor(dataDir)
  mkdirSync(place.clusterDir, { recursive: true, mode: 0o700 })
  const known = readState(dataDir)
  if (known === undefined) await forgetOrphan(place, dataDir)
  const remembered =
    known ??
    writeState(dataDir, {
      port: await freePort(),
      superPassword: newPassword(),
      ownerPassword: newPassword(),
      clusterDir: place.clusterDir,
    })

  const stop = () => stopServer(place)
  const found = runningPid(place) !== undefined && (await isAnswering(remembered))
  if (found) return running(remembered, { isStartedHere: false, stop })

  createCluster({ place, superPassword: remembered.superPassword })
  const state = writeState(dataDir, { ...remembered, port: await portFor(remembered.port) })
  await startServer({
    place,
    port: state.port,
    superPassword: state.superPassword,
    logFile: join(dataDir, 'postgres.log'),
    isDurable,
  })
  const urls = urlsOf(state)
  await ensureOwner(urls.superUrl, state.ownerPassword)
  return running(state, { isStartedHere: true, stop })
}

/**
 * Files without the passwords that open them: whoever removed the data folder wanted a new beginning, but
 * a cluster inside the folder is somebody's data and is left alone.
 */
async function forgetOrphan(place: Place, dataDir: string): Promise<void> {
  if (!hasCluster(place)) return
  if (place.clusterDir.startsWith(dataDir)) throw damaged(place, `${join(dataDir, 'postgres.json')} is missing`)
  await stopServer(place)
  removeCluster(place)
}

function running(
  state: Parameters<typeof urlsOf>[0] & { readonly clusterDir: string },
  { isStartedHere, stop }: Pick<RunningPostgres, 'isStartedHere' | 'stop'>,
): RunningPostgres {
  const urls = urlsOf(state)
  const stopUnlessUsed = async () => {
    if (!(await isUsed(urls.superUrl))) await stop()
  }
  return { ...urls, clusterDir: state.clusterDir, isStartedHere, stop, stopUnlessUsed }
}

async function isUsed(superUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  const { rowCount } = await client.query(
    "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  )
  await client.end()
  return rowCount !== 0
}

const urlsOf = ({
  port,
  ownerPassword,
  superPassword,
}: {
  port: number
  ownerPassword: string
  superPassword: string
}) => ({
  ownerUrl: `postgresql://${OWNER}:${ownerPassword}@127.0.0.1:${port}/${DATABASE}`,
  superUrl: `postgresql://${SUPERUSER}:${superPassword}@127.0.0.1:${port}/postgres`,
})

/** Keeps the remembered port while it is free, so that connection strings people noted down stay true. */
async function portFor(remembered: number): Promise<number> {
  const { createServer } = await import('node:net')
  const isFree = await new Promise<boolean>((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(false))
    probe.listen(remembered, '127.0.0.1', () => probe.close(() => answer(true)))
  })
  return isFree ? remembered : freePort()
}

async function ensureOwner(superUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER])
    const attributes = `LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(ownerPassword)}`
    await client.query(`${role.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${OWNER} ${attributes}`)
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`)
  } finally {
    await client.end()
  }
}
