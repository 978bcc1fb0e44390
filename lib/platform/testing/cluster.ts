import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { deriveAppUrl, migrate } from '../migrate.ts'
import { ensurePostgres } from '../postgres.ts'
import { guardRun } from './guard.ts'

/** A PostgreSQL for one run of tests, with one migrated database to copy from. */
export type TestCluster = {
  readonly ownerUrl: string
  readonly superUrl: string
  /** The owner's connection to the migrated database. Nobody stays connected to it: that is what lets it be copied. */
  readonly templateUrl: string
}

const TEMPLATE = 'tieout_template'

/** Starts a cluster that only this run uses: random port, temporary folder, no fsync. */
export async function startTestCluster(): Promise<TestCluster & { stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tieout-test-'))
  chmodSync(dataDir, 0o755)
  const { ownerUrl, superUrl, clusterDir, stop } = await ensurePostgres({ dataDir, isDurable: false })
  guardRun(dataDir, clusterDir)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`CREATE DATABASE ${TEMPLATE}`)
  await owner.end()
  const templateUrl = at(ownerUrl, TEMPLATE)
  await migrate({ databaseUrl: templateUrl })
  return {
    ownerUrl,
    superUrl,
    templateUrl,
    stop: async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestDatabase = { readonly ownerUrl: string; readonly appUrl: string; readonly superUrl: string }

/** A fresh, migrated database, empty or a copy of one that nobody is connected to, owned by a role that is no superuser. */
export async function copyDatabase(cluster: TestCluster, name: string, template = TEMPLATE): Promise<TestDatabase> {
  const owner = new pg.Client({ connectionString: cluster.ownerUrl })
  await owner.connect()
  try {
    await owner.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`)
  } finally {
    await owner.end()
  }
  return {
    ownerUrl: at(cluster.ownerUrl, name),
    appUrl: at(deriveAppUrl(cluster.templateUrl), name),
    superUrl: at(cluster.superUrl, name),
  }
}

function at(connection: string, database: string): string {
  const url = new URL(connection)
  url.pathname = `/${database}`
  return url.href
}
