import type { AccountRow } from '#lib/providers/stripe/rows.ts'
import type { MirrorChange } from './mirror.ts'

/** The changes as others use them: a connected account is told as an account, with what it says. */
export function changesOf(written: readonly MirrorChange[], accounts: readonly AccountRow[]): MirrorChange[] {
  const newest = new Map<string, AccountRow>()
  for (const row of accounts) {
    const held = newest.get(row.id)
    if (held === undefined || held.asOf < row.asOf) newest.set(row.id, row)
  }
  return written.map((change) => {
    const row = change.kind === 'object' ? newest.get(change.id) : undefined
    return row === undefined ? change : { ...change, kind: 'account' as const, row }
  })
}
