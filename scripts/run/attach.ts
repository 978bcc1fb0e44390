import { type OpenDatabase, openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { productEnvironment } from './product.ts'
import { findRunning, loadSecrets, openDataDir } from './state.ts'

/**
 * Makes this process part of the product: opens the database (starts the embedded one when it does not
 * run), finds the sandbox of a running start, and completes the environment as `start` does for its children. Import the product afterwards.
 */
export async function attach(): Promise<OpenDatabase> {
  const noted = findRunning(readEnvironment().dataDir)
  if (noted !== undefined) process.env.SANDBOX_PORT = `${noted.sandboxPort}`
  const env = readEnvironment()
  openDataDir(env.dataDir)
  const database = await openDatabase(env)
  Object.assign(process.env, productEnvironment(env, loadSecrets(env.dataDir), database.appUrl))
  return database
}
