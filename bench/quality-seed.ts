// One seed of the quality figure: a small history of that seed is loaded as the product loads it, reconciled, and compared with the
// sandbox's answer key. Arguments: seed, "clean" for a history without planted discrepancies. Needs DATABASE_APP_URL of an empty,
// migrated database, and DATABASE_SUPER_URL to read past row security. Its last line is the result as JSON.
import pg from 'pg'
import { startSandbox } from '#lib/stripe-sandbox/server.ts'
import { compare, type Planted } from './quality-check.ts'

const END = '2026-11-20'

const [seed = '1', kind] = process.argv.slice(2)
const sandbox = await startSandbox({
  scale: 'small',
  seed: Number.parseInt(seed, 10),
  discrepancies: kind !== 'clean',
  end: END,
  frozen: true,
})
process.env.STRIPE_API_BASE = sandbox.url
const { loadFirstData } = await import('#lib/pipeline/load.ts')
const { currentEntity } = await import('#lib/entities/entity.ts')
const { reconcile } = await import('#lib/reconciliation/reconcile.ts')
const { closeDatabase } = await import('#lib/platform/db.ts')
await loadFirstData({ onProgress: () => {} })
await reconcile(await currentEntity())
const client = new pg.Client({ connectionString: process.env.DATABASE_SUPER_URL })
await client.connect()
const { planted } = (await (await fetch(`${sandbox.url}/_sandbox/truth`)).json()) as { planted: Planted[] }
const result = await compare(client, planted)
await client.end()
await closeDatabase()
await sandbox.close()
console.log(JSON.stringify(result))
// The sandbox's clock is followed for as long as the process lives.
process.exit()
