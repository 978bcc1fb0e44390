import type { Sql } from '#lib/platform/db.ts'
import type { SheetProblem, SheetRow } from './read-sheet.ts'

type Found = { readonly id: string; readonly name: string; readonly called: string }

/**
 * Whose rows these are: a sheet names a seller by `sel_…`, `acct_…`, or a name or address that only one seller has. Rows of
 * nobody, and two names for one seller, are problems.
 */
export async function resolveSellers(
  tx: Sql,
  rows: readonly SheetRow[],
): Promise<{ idOf: ReadonlyMap<string, string>; problems: readonly SheetProblem[] }> {
  const names = [...new Set(rows.map(({ seller }) => seller.toLowerCase()))]
  const found = await tx.sql<Found>(
    `SELECT s.id, s.name, n.called FROM unnest($3::text[]) AS n (called)
       JOIN seller s ON s.entity_id = $1 AND s.livemode = $2
        AND (lower(s.id) = n.called OR lower(s.stripe_account) = n.called OR lower(s.name) = n.called OR lower(s.email) = n.called)`,
    [tx.scope.entityId, tx.scope.livemode, names],
  )
  const byName = Map.groupBy(found, ({ called }) => called)
  const idOf = new Map<string, string>()
  const problems: SheetProblem[] = []
  const seen = new Map<string, number>()
  for (const { line, seller, currency } of rows) {
    const ids = [...new Set(byName.get(seller.toLowerCase())?.map(({ id }) => id))]
    const [id] = ids
    if (id === undefined) {
      problems.push({ line, message: `No seller is called “${seller.slice(0, 60)}”. Write its account, acct_….` })
    } else if (ids.length > 1) {
      problems.push({
        line,
        message: `${ids.length} sellers are called “${seller.slice(0, 60)}”. Write its account, acct_….`,
      })
    } else {
      idOf.set(seller, id)
      const before = seen.get(`${id} ${currency}`)
      seen.set(`${id} ${currency}`, before ?? line)
      if (before !== undefined) problems.push({ line, message: `The seller of line ${before} again, in ${currency}.` })
    }
  }
  return { idOf, problems }
}
