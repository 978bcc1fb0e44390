import { type OpenDatabase, openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { productEnvironment } from './product.ts'
import { loadSecrets, openDataDir } from './state.ts'

/**
 * Makes this process part of the product: opens the database (starts the embedded one when it does not
 * run) and completes the environment as `start` does for its children. Import the product afterwards.
 */
export async function attach(): Promise<OpenDatabase> {
  const env = readEnvironment()
  openDataDir(env.dataDir)
  const database = await openDatabase(env)
  Object.assign(process.env, productEnvironment(env, loadSecrets(env.dataDir), database.appUrl))
  return database
}
