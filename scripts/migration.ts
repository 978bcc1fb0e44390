// For maintainers: node scripts/migration.ts new <name> | diff | deploy
//   new <name>   writes prisma/migrations/<time>_<name>/migration.sql from what the schema files say more
//   diff         prints that SQL; exit code 2 when there is any
//   deploy       applies every migration to a fresh, temporary database: proves that they run
// All work on a temporary PostgreSQL: no database of yours is touched.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#lib/platform/migrate.ts'
import {
  type Engine,
  FILTERS,
  LOCK_FILE,
  LOCK_FILE_NAME,
  MIGRATIONS_DIR,
  migrationList,
  openEngine,
  schemaFiles,
} from '#lib/platform/migrations/engine.ts'
import { ensureGroupRoles } from '#lib/platform/migrations/roles.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'

async function diff(engine: Engine): Promise<string> {
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationList() },
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    exitCode: true,
    filters: FILTERS,
  })
  return exitCode === 2 ? (stdout ?? '') : ''
}

/** Writes the migration's folder, also when the schema says nothing new: some SQL has no place in a schema file. */
async function write(engine: Engine, name: string): Promise<void> {
  const sql = await diff(engine)
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(MIGRATIONS_DIR, `${time}_${name.replace(/\W+/g, '_')}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
  writeFileSync(join(MIGRATIONS_DIR, LOCK_FILE_NAME), LOCK_FILE)
  console.log(`${folder}/migration.sql${sql === '' ? ' (empty: the schema says nothing new)' : ''}`)
}

async function prepare(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await ensureGroupRoles(client)
  await client.end()
}

const [command, name] = process.argv.slice(2)
const dataDir = mkdtempSync(join(tmpdir(), 'tieout-migration-'))
chmodSync(dataDir, 0o755)
const { ownerUrl, stop } = await ensurePostgres({ dataDir, isDurable: false })
try {
  if (command === 'deploy') {
    for (const applied of await migrate({ databaseUrl: ownerUrl })) console.log(applied)
  } else {
    await prepare(ownerUrl)
    await using engine = await openEngine(ownerUrl)
    if (command === 'new' && name !== undefined) await write(engine, name)
    else if (command === 'diff') {
      const sql = await diff(engine)
      process.stdout.write(sql)
      if (sql !== '') process.exitCode = 2
    } else {
      console.error('usage: node scripts/migration.ts new <name> | diff | deploy')
      process.exitCode = 1
    }
  }
} finally {
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()
