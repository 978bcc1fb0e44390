import { inject } from 'vitest'
import { SANDBOX_KEY } from '../env.ts'
import { copyDatabase, type TestDatabase } from './cluster.ts'

let current: TestDatabase | undefined

/** Gives this test file a database of its own and points the product's environment at it. */
export async function takeTestDatabase(): Promise<void> {
  const database = await copyDatabase(inject('testCluster'), `test_${crypto.randomUUID().replaceAll('-', '')}`)
  current = database
  Object.assign(process.env, {
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    // A test that needs a sandbox starts its own: nothing may reach one that happens to run here.
    STRIPE_SECRET_KEY: SANDBOX_KEY,
    STRIPE_API_BASE: 'http://127.0.0.1:1',
    NEXTAUTH_SECRET: 'a secret that only tests know',
    TIEOUT_SEAL_KEY: 'a seal key that only tests know',
    STRIPE_WEBHOOK_SECRET: 'whsec_test_platform,whsec_test_connect',
  })
}

/** The connections of this file's database: the owner's, the application's, and a superuser's for attacks. */
export function testDatabase(): TestDatabase {
  if (current === undefined) throw new Error('Name the file *.db.test.ts: only those have a database.')
  return current
}
