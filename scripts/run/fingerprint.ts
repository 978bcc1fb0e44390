import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** One hash over the contents of files and folders (tests left out), so that work is repeated only when it must be. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((name) => filesUnder(join(ROOT, name))).sort()) {
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Does the work unless it was done for this fingerprint and its result is still there. */
export async function unlessDone(noteFile: string, mark: string, work: () => Promise<void>): Promise<void> {
  if (existsSync(noteFile) && readFileSync(noteFile, 'utf8') === mark) return
  // Work that is interrupted must not look done for what it replaced.
  rmSync(noteFile, { force: true })
  await work()
  mkdirSync(dirname(noteFile), { recursive: true })
  writeFileSync(noteFile, mark)
}

function filesUnder(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (found.isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
