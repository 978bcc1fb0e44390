import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginAlone, migrate } from './migrate.ts'
import { migrationNames } from './migrations/engine.ts'
import { testDatabase } from './testing/database.ts'

const connections: pg.Client[] = []
const connect = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  connections.push(client)
  return client
}

let owner: pg.Client
let app: pg.Client
beforeAll(async () => {
  owner = await connect(testDatabase().ownerUrl)
  app = await connect(testDatabase().appUrl)
})
afterAll(async () => {
  for (const client of connections) await client.end()
})

describe('the database after migrate', () => {
  test('its owner is no superuser and cannot bypass row security', async () => {
    const { rows } = await owner.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user')

    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
  })

  test('the login has no rights of its own and gets them by entering a role', async () => {
    await expect(app.query('SELECT 1 FROM pgboss.queue')).rejects.toThrow('permission denied')
    await app.query('BEGIN')
    await app.query('SET LOCAL ROLE tieout_app')
    await app.query('SELECT 1 FROM pgboss.queue')
    await app.query('ROLLBACK')
  })

  test('the login cannot become the owner', async () => {
    await expect(app.query('SET ROLE tieout_owner')).rejects.toThrow('permission denied')
  })

  test('migrating again changes nothing', async () => {
    expect(await migrate({ databaseUrl: testDatabase().ownerUrl, appUrl: testDatabase().appUrl })).toEqual([])
  })

  test('a superuser connection exists for attacks only', async () => {
    const superuser = await connect(testDatabase().superUrl)
    const { rows } = await superuser.query(
      'SELECT current_database() AS name, rolsuper FROM pg_roles WHERE rolname = current_user',
    )

    expect(rows[0].rolsuper).toBe(true)
    expect(testDatabase().ownerUrl.endsWith(rows[0].name)).toBe(true)
  })
})

test('an unreachable database is one sentence', async () => {
  await expect(migrate({ databaseUrl: 'postgresql://nobody:x@127.0.0.1:1/none' })).rejects.toThrow(
    /^The database 127\.0\.0\.1:1\/none cannot be reached \(.+\): check DATABASE_URL and that PostgreSQL runs\.$/,
  )
})

describe('an administrator’s connection', () => {
  const name = `set_up_${crypto.randomUUID().slice(0, 8)}`
  const as = (role: string, password: string) => {
    const url = new URL(testDatabase().superUrl)
    return Object.assign(url, { username: role, password, pathname: `/${name}` }).href
  }
  const urls = {
    adminUrl: testDatabase().superUrl,
    databaseUrl: as(`${name}_owner`, 'of the owner'),
    appUrl: as(`${name}_login`, 'of the application'),
  }

  test('sets up a server once, however many ask at once and wherever one of them dies', async () => {
    const dying = migrate({
      ...urls,
      onProgress: (step) => {
        if (step === 'job queue') throw new Error('killed')
      },
    })
    const ends = await Promise.allSettled([dying, migrate(urls), migrate(urls)])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    const fresh = await connect(urls.databaseUrl)
    const { rows } = await fresh.query(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    )
    expect(rows.map((row) => row.name)).toEqual(migrationNames())
    expect(await migrate(urls)).toEqual([])
    // A process that was killed within a migration leaves the note that it began.
    await fresh.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('killed', '', '20200101000000_killed', now())",
    )
    expect(await migrate(urls)).toEqual([])
  })

  test('leaves an owner that may make neither roles nor databases, and a database nobody else may enter', async () => {
    const { rows } = await (await connect(urls.adminUrl)).query(
      'SELECT rolsuper, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles WHERE rolname IN ($1, $2) ORDER BY rolname DESC',
      [`${name}_owner`, `${name}_login`],
    )
    const nothing = { rolsuper: false, rolcreaterole: false, rolcreatedb: false }
    expect(rows).toEqual([
      { ...nothing, rolinherit: true },
      { ...nothing, rolinherit: false },
    ])
    const app = await connect(urls.appUrl)
    await expect(app.query('SELECT 1 FROM settlement')).rejects.toThrow('permission denied')
    await app.query('BEGIN; SET LOCAL ROLE tieout_app; SELECT 1 FROM settlement; ROLLBACK')
    const stranger = new URL(testDatabase().appUrl)
    stranger.pathname = `/${name}`
    await expect(connect(stranger.href)).rejects.toThrow('permission denied for database')
  })

  test('must not be the owner’s', async () => {
    await expect(migrate({ ...urls, databaseUrl: urls.adminUrl })).rejects.toThrow(
      'DATABASE_ADMIN_URL must name another',
    )
  })
})

test('a product is begun by one process at a time', async () => {
  const seen: string[] = []
  const begin = (name: string) =>
    beginAlone(testDatabase().ownerUrl, async () => {
      seen.push(`${name} begins`)
      await owner.query('SELECT 1')
      seen.push(`${name} ends`)
    })
  await Promise.all([begin('a'), begin('b')])
  expect([seen.slice(0, 2), seen.slice(2)].sort()).toEqual([
    ['a begins', 'a ends'],
    ['b begins', 'b ends'],
  ])
})
