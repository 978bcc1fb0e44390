// npm run set-up: makes roles, database and tables, or brings them to this version. `-- --begin` also orders the reading of the
// account's past and says who can sign in first. Any number at once, and again after one that was killed.
import { parseArgs } from 'node:util'
import { beginAlone, migrate } from '#lib/platform/migrate.ts'
import { loadEnvironmentFile, readEnvironment } from './run/environment.ts'
import { firstDataSchema, welcome } from './run/first-data.ts'
import { type Needed, requireVariables } from './run/needed.ts'
import { addressOf, productEnvironment, runReporting } from './run/product.ts'
import { sentenceOf } from './run/signals.ts'

const TO_BEGIN: readonly Needed[] = ['STRIPE_SECRET_KEY', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL']

async function setUp(): Promise<void> {
  const { values } = parseArgs({ options: { begin: { type: 'boolean', default: false } } })
  loadEnvironmentFile()
  requireVariables(['DATABASE_URL', ...(values.begin ? TO_BEGIN : [])])
  const env = readEnvironment()
  const ownerUrl = env.DATABASE_URL ?? ''
  const appUrl = env.DATABASE_APP_URL ?? ''
  const applied = await migrate({ databaseUrl: ownerUrl, appUrl, adminUrl: env.DATABASE_ADMIN_URL })
  console.log(
    applied.length === 0
      ? 'The database is up to date.'
      : `The database is ready: ${applied.length} migrations applied.`,
  )
  if (!values.begin) return
  const told = await beginAlone(ownerUrl, () =>
    runReporting('first-data.ts', productEnvironment(env, null, appUrl), () => {}, { args: ['--begin'] }),
  )
  console.log('The account’s past is read by the workers as soon as one runs.')
  for (const line of welcome(firstDataSchema.parse(told ?? {}))) console.log(line)
  console.log(`Tieout will be at ${addressOf(env)}`)
}

await setUp().catch((error: unknown) => {
  console.error(sentenceOf(error))
  process.exitCode = 1
})
