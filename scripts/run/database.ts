import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import type { readEnvironment } from './environment.ts'

type Database = {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly isStartedHere: boolean
  stop(): Promise<void>
}

/** The database of DATABASE_URL, or the embedded one, which is started when it does not run. */
export async function openDatabase(env: ReturnType<typeof readEnvironment>): Promise<Database> {
  const embedded = env.DATABASE_URL === undefined ? await ensurePostgres({ dataDir: env.dataDir }) : undefined
  const ownerUrl = embedded?.ownerUrl ?? env.DATABASE_URL ?? ''
  return {
    ownerUrl,
    appUrl: env.DATABASE_APP_URL ?? deriveAppUrl(ownerUrl),
    isStartedHere: embedded?.isStartedHere ?? false,
    stop: async () => embedded?.stop(),
  }
}

/** Brings it to the version of this checkout. */
export const migrateDatabase = ({ ownerUrl, appUrl }: Pick<Database, 'ownerUrl' | 'appUrl'>) =>
  migrate({ databaseUrl: ownerUrl, appUrl })
