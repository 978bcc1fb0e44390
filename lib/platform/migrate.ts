import pg from 'pg'
import { clock } from './clock.ts'
import { FILTERS, migrationList, migrationNames, openEngine } from './migrations/engine.ts'
import { aloneOn, closeDatabaseToOthers, ensureOwner } from './migrations/owner.ts'
import { installQueue } from './migrations/queue.ts'
import { deriveAppUrl, ensureGroupRoles, ensureLoginRole, sameRole } from './migrations/roles.ts'

export { deriveAppUrl }

type MigrateOptions = {
  readonly databaseUrl: string
  /** Derived from databaseUrl when absent. */
  readonly appUrl?: string | undefined
  /** Who makes the owner, its database and every role. Absent: the owner is there, and makes the roles. */
  readonly adminUrl?: string | undefined
  readonly onProgress?: (step: string) => void
}

/** What only one process at a time does on a server. */
const MIGRATING = 1
const BEGINNING = 2
const MAKING_OWNER = 3

/**
 * Brings a database to the version of this checkout: roles, tables, the job queue's schema, the app's login.
 * Idempotent; processes that start together wait for one another. Returns the names of the migrations applied.
 */
export async function migrate({ adminUrl, ...options }: MigrateOptions): Promise<string[]> {
  if (adminUrl === undefined) return migrateAs(options)
  return connected(adminUrl, 'DATABASE_ADMIN_URL', async (admin) => {
    await aloneOn(admin, MAKING_OWNER, () => ensureOwner(admin, options.databaseUrl))
    return migrateAs(options, admin)
  })
}

/** `admin`: who makes the roles, when that is not the owner. */
function migrateAs(
  { databaseUrl, appUrl = deriveAppUrl(databaseUrl), onProgress = () => {} }: Omit<MigrateOptions, 'adminUrl'>,
  admin?: pg.Client,
): Promise<string[]> {
  return connected(databaseUrl, 'DATABASE_URL', (owner) =>
    aloneOn(owner, MIGRATING, async () => {
      await requireVersion(owner)
      onProgress('roles')
      if (new URL(appUrl).username === new URL(databaseUrl).username) throw sameRole()
      await ensureGroupRoles(admin ?? owner)
      onProgress('tables')
      const applied = await applyMigrations(owner, databaseUrl)
      onProgress('job queue')
      await installQueue(owner, databaseUrl)
      await ensureLoginRole(admin ?? owner, appUrl)
      if (admin !== undefined) await closeDatabaseToOthers(owner, appUrl)
      return applied
    }),
  )
}

/** Begins the product's life on a database: one process at a time, so that two do not begin it twice. */
export const beginAlone = <T>(databaseUrl: string, work: () => Promise<T>): Promise<T> =>
  connected(databaseUrl, 'DATABASE_URL', (owner) => aloneOn(owner, BEGINNING, work))

async function connected<T>(url: string, variable: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await connect(client, url, variable)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(client: pg.Client, databaseUrl: string, variable: string): Promise<void> {
  await client.connect().catch((cause: unknown) => {
    const { host, pathname } = new URL(databaseUrl)
    const reason =
      cause instanceof Error && cause.message !== '' ? cause.message : String(Reflect.get(Object(cause), 'code'))
    throw new Error(
      `The database ${host}${pathname} cannot be reached (${reason}): check ${variable} and that PostgreSQL runs.`,
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
 * Applies what is missing. Each migration runs as one transaction that notes at its end that it is done, so one that failed, or whose
 * process was killed, has left nothing behind and is tried again.
 */
async function applyMigrations(client: pg.Client, databaseUrl: string): Promise<string[]> {
  if (migrationNames().length === 0) return []
  await takeBackUnfinished(client)
  await using engine = await openEngine(databaseUrl)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(notingItself),
      filters: FILTERS,
    })
    return appliedMigrationNames
  } catch (error) {
    await takeBackUnfinished(client)
    throw error
  }
}

/**
 * The script of a migration, holding the note that it was begun until it is through. The server may still be busy with a script whose
 * process is dead: whoever wants to take the note back waits for it, and then finds it finished.
 */
const notingItself = (name: string, script: string) => `
SELECT 1 FROM _prisma_migrations WHERE migration_name = '${name}' AND finished_at IS NULL AND rolled_back_at IS NULL FOR UPDATE;
${script}
;UPDATE public._prisma_migrations SET finished_at = started_at WHERE migration_name = '${name}' AND rolled_back_at IS NULL;`

/** Nobody else migrates now: what was begun and is not finished was rolled back. */
async function takeBackUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known",
  )
  if (rows[0]?.known !== true) return
  await client.query(
    'UPDATE _prisma_migrations SET rolled_back_at = $1 WHERE finished_at IS NULL AND rolled_back_at IS NULL',
    [clock.wall()],
  )
}
