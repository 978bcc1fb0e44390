import { inRawTransaction, type Scope } from '#lib/platform/db.ts'

/** So many rows at a time: whoever mirrors a refund or dispute meanwhile does not wait long for its row. */
const AT_ONCE = 2_000

/**
 * Notes on refunds and disputes whose the sale was, where that is not known yet: those that came after their sale was settled, and those
 * of before sellers were noted. Until then the database works it out whenever a seller looks. Returns how many were named.
 */
export async function nameSellers(scope: Scope, atOnce = AT_ONCE): Promise<number> {
  let named = 0
  for (let found = 1; found > 0; named += found) {
    const [row] = await inRawTransaction(scope, (tx) =>
      tx.sql<{ count: number }>('SELECT name_sellers($1) AS count', [atOnce]),
    )
    found = row?.count ?? 0
  }
  return named
}
