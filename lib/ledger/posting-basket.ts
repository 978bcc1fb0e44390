import type { Sql } from '#lib/platform/db.ts'
import type { EntryDraft } from './entry.ts'

const baskets = new WeakMap<Sql, EntryDraft[]>()

/**
 * Does the work and returns the settlement entries it would have posted, for the caller to post with the transaction's last
 * statement: accounts that every sale moves are locked no longer than that takes. What the work reads of balances meanwhile
 * knows nothing of them.
 */
export async function gatherPostings(tx: Sql, work: () => Promise<void>): Promise<EntryDraft[]> {
  const drafts: EntryDraft[] = []
  baskets.set(tx, drafts)
  await work()
  return drafts
}

/** Lays an entry into the transaction's basket; false when it has none. */
export function layInBasket(tx: Sql, draft: EntryDraft): boolean {
  return baskets.get(tx)?.push(draft) !== undefined
}
