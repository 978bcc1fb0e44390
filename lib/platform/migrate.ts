import pg from 'pg'
import { clock } from './clock.ts'
import { FILTERS, migrationList, migrationNames, openEngine } from './migrations/engine.ts'
import { installQueue } from './migrations/queue.ts'
import { deriveAppUrl, ensureGroupRoles, ensureLoginRole } from './migrations/roles.ts'

export { deriveAppUrl }

type MigrateOptions = {
  readonly databaseUrl: string
  /** Derived from databaseUrl when absent. */
  readonly appUrl?: string | undefined
  readonly onProgress?: (step: string) => void
}

/** Any two numbers of ours; they only have to be the same in every release. */
const LOCK = [7_413, 1] as const

/**
 * Brings a database to the version of this checkout: roles, tables, the job queue's schema, the app's login.
 * Idempotent; processes that start together wait for one another. Returns the names of the migrations applied.
 */
export async function migrate({ databaseUrl, appUrl, onProgress = () => {} }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await connect(client, databaseUrl)
  try {
    await client.query('SELECT pg_advisory_lock($1, $2)', [...LOCK])
    await requireVersion(client)
    onProgress('roles')
    await ensureGroupRoles(client)
    onProgress('tables')
    const applied = await applyMigrations(client, databaseUrl)
    onProgress('job queue')
    await installQueue(client, databaseUrl)
    await ensureLoginRole(client, appUrl ?? deriveAppUrl(databaseUrl))
    return applied
  } finally {
    await client.end()
  }
}

async function connect(client: pg.Client, databaseUrl: string): Promise<void> {
  await client.connect().catch((cause: unknown) => {
    const { host, pathname } = new URL(databaseUrl)
    const reason =
      cause instanceof Error && cause.message !== '' ? cause.message : String(Reflect.get(Object(cause), 'code'))
    throw new Error(
      `The database ${host}${pathname} cannot be reached (${reason}): check DATABASE_URL and that PostgreSQL runs.`,
      {
        cause,
      },
    )
  })
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version")
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (major < 15) throw new Error(`PostgreSQL ${major} is too old: version 15 or newer is needed, 18 is recommended.`)
}

/**
 * Applies what is missing. Each migration runs as one transaction, so one that failed has left nothing
 * behind and is marked so; the next start tries it again.
 */
async function applyMigrations(client: pg.Client, databaseUrl: string): Promise<string[]> {
  if (migrationNames().length === 0) return []
  await using engine = await openEngine(databaseUrl)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(),
      filters: FILTERS,
    })
    return appliedMigrationNames
  } catch (error) {
    await client.query(
      'UPDATE _prisma_migrations SET rolled_back_at = $1 WHERE finished_at IS NULL AND rolled_back_at IS NULL',
      [clock.wall()],
    )
    throw error
  }
}
