import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Env, parseEnv } from '#lib/platform/env.ts'
import { ROOT } from './fingerprint.ts'

/** Takes what .env says; what is set already wins. */
export function loadEnvironmentFile(): void {
  const file = join(ROOT, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Reads .env and checks every variable. Relative data folders are the checkout's. */
export function readEnvironment(): Env & { readonly dataDir: string } {
  loadEnvironmentFile()
  const env = parseEnv(process.env)
  return { ...env, dataDir: resolve(ROOT, env.TIEOUT_DATA_DIR) }
}
