import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
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
