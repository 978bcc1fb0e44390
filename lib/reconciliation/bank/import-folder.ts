import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Scope } from '#lib/platform/db.ts'
import { lookAtFile } from '#lib/platform/file-bytes.ts'
import { log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { importStatement } from './import-statement.ts'

type Folder = { readonly scope: Scope; readonly folder: string; readonly at: Date }

/** A file that was written to less than so long ago may still be on its way. */
const RESTS_MS = 10_000
const ACCOUNT = /^bank_[0-9a-z]{26}$/

/**
 * Imports the statements that somebody put into a folder, or into one in it that bears an account's id. What was imported moves to
 * `imported`, what was refused to `refused`, beside the note of why on the Bank page. Returns how many were looked at.
 */
export async function importFolder({ scope, folder, at }: Folder): Promise<number> {
  let count = 0
  for (const { path, accountId } of await filesIn(folder)) {
    if (clock.wall().getTime() - (await stat(path)).mtimeMs < RESTS_MS) continue
    count += 1
    await importOne({ scope, at, path, accountId })
  }
  return count
}

async function importOne({ scope, at, path, accountId }: Omit<Folder, 'folder'> & Waiting): Promise<void> {
  const fileName = basename(path)
  const file = await lookAtFile(path)
  try {
    await importStatement({ scope, actor: SYSTEM_ACTOR, source: 'folder', file, fileName, accountId, at })
    await move(path, 'imported', file.hash)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    log.warn({ file: fileName, reason: error.message }, 'a bank statement was refused')
    await move(path, error.code === 'bank.known_file' ? 'imported' : 'refused', file.hash)
  }
}

type Waiting = { readonly path: string; readonly accountId: string | null }

async function filesIn(folder: string): Promise<Waiting[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const inAccounts = entries
    .filter((entry) => entry.isDirectory() && ACCOUNT.test(entry.name))
    .map(async ({ name }) =>
      (await readdir(join(folder, name), { withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => ({ path: join(folder, name, entry.name), accountId: name })),
    )
  const own = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ path: join(folder, name), accountId: null }))
  return [...own, ...(await Promise.all(inAccounts)).flat()].sort((a, b) => a.path.localeCompare(b.path))
}

/** Moves a file aside under its name, with the beginning of its hash, so that none is overwritten. */
async function move(path: string, to: 'imported' | 'refused', hash: string): Promise<void> {
  const folder = join(dirname(path), to)
  await mkdir(folder, { recursive: true })
  await rename(path, join(folder, `${hash.slice(0, 8)}-${basename(path)}`))
}
