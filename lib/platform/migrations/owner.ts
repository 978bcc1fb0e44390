import type pg from 'pg'

/**
 * Makes the role and the database that the owner's connection names, by an administrator's: an owner that may log in and owns this
 * one database, and may make neither roles nor databases. What is there already is kept; the password becomes the one that is named.
 */
export async function ensureOwner(admin: pg.Client, ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl)
  const name = decodeURIComponent(url.username)
  const database = decodeURIComponent(url.pathname.slice(1))
  const { rows } = await admin.query<{ user: string; isSuper: boolean }>(
    'SELECT rolname AS user, rolsuper AS "isSuper" FROM pg_roles WHERE rolname = current_user',
  )
  const [by] = rows
  if (by?.user === name) {
    throw new Error('DATABASE_ADMIN_URL must name another role than DATABASE_URL: the owner needs fewer rights.')
  }
  const role = admin.escapeIdentifier(name)
  const isKnown = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  const password = admin.escapeLiteral(decodeURIComponent(url.password))
  await admin.query(`${isKnown.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD ${password}`)
  // Whoever is no superuser gives a database only to a role of their own.
  if (by?.isSuper === false) await admin.query(`GRANT ${role} TO CURRENT_USER`)
  const isThere = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (isThere.rowCount === 0) await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(database)} OWNER ${role}`)
}

/** Nobody but the owner and the application's login may connect. */
export async function closeDatabaseToOthers(owner: pg.Client, appUrl: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name')
  const database = owner.escapeIdentifier(rows[0]?.name ?? '')
  const login = owner.escapeIdentifier(decodeURIComponent(new URL(appUrl).username))
  await owner.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  await owner.query(`GRANT CONNECT ON DATABASE ${database} TO ${login}`)
}

/** Runs the work while nobody else runs any of the same kind on that server; a process that dies lets go by dying. */
export async function aloneOn<T>(client: pg.Client, kind: number, work: () => Promise<T>): Promise<T> {
  await client.query('SELECT pg_advisory_lock($1, $2)', [OURS, kind])
  try {
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1, $2)', [OURS, kind])
  }
}

/** Any number of ours; it only has to be the same in every release. */
const OURS = 7_413
