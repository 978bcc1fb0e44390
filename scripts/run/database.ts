import { deriveAppUrl, migrate } from '#lib/platform/migrate.ts'
import { ensurePostgres } from '#lib/platform/postgres.ts'
import type { readEnvironment } from './environment.ts'

export type OpenDatabase = {
  readonly ownerUrl: string
  readonly appUrl: string
  stop(): Promise<void>
  /** For a command: stops it when the command started it and nobody else came to rely on it. */
  release(): Promise<void>
}

/** The database of DATABASE_URL, or the embedded one, which is started when it does not run. */
export async function openDatabase(env: ReturnType<typeof readEnvironment>): Promise<OpenDatabase> {
  const embedded = env.DATABASE_URL === undefined ? await ensurePostgres({ dataDir: env.dataDir }) : undefined
  const ownerUrl = embedded?.ownerUrl ?? env.DATABASE_URL ?? ''
  return {
    ownerUrl,
    appUrl: env.DATABASE_APP_URL ?? deriveAppUrl(ownerUrl),
    stop: async () => embedded?.stop(),
    release: async () => (embedded?.isStartedHere ? embedded.stopUnlessUsed() : undefined),
  }
}

/** Brings it to the version of this checkout. */
export const migrateDatabase = ({ ownerUrl, appUrl }: Pick<OpenDatabase, 'ownerUrl' | 'appUrl'>) =>
  migrate({ databaseUrl: ownerUrl, appUrl })
