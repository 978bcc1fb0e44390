import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The unprivileged system account that PostgreSQL runs as; undefined when we are an ordinary user ourselves. */
export type Account = { readonly uid: number; readonly gid: number }

/**
 * Chooses the account for PostgreSQL's processes, which refuse to run as root.
 * The account needs an entry in the system's user list: initdb looks its own name up.
 */
export function accountForPostgres(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name !== '' && uid > 0)
  const chosen =
    accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody') ?? accounts[0]
  if (chosen === undefined) {
    throw new Error(
      'PostgreSQL cannot run as root and this machine has no other account: add one, or set DATABASE_URL.',
    )
  }
  return { uid: chosen.uid, gid: chosen.gid }
}

/** Whether every folder on the way down to `path` (and `path` itself, when it exists) lets other accounts pass. */
export function isReachableByOthers(path: string): boolean {
  const othersMayEnter = 0o001
  for (let folder = path; ; folder = dirname(folder)) {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode
    if (mode !== undefined && (mode & othersMayEnter) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
