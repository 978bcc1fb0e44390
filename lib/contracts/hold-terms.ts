import type { Sql } from '#lib/platform/db.ts'
import type { Terms } from './model.ts'

type HoldTerms = Pick<Terms, 'holdDays' | 'reserveBps' | 'reserveDays'>

/** What some contract versions say about waiting, by version; those that let nothing wait are left out. */
export async function holdTermsOf(tx: Sql, versionIds: readonly string[]): Promise<ReadonlyMap<string, HoldTerms>> {
  const ids = [...new Set(versionIds)].filter((id) => id !== '')
  if (ids.length === 0) return new Map()
  const rows = await tx.sql<HoldTerms & { id: string }>(
    `SELECT id, hold_days AS "holdDays", reserve_bps AS "reserveBps", reserve_days AS "reserveDays" FROM contract_version
      WHERE id = ANY($1::text[]) AND (hold_days > 0 OR reserve_days > 0)`,
    [ids],
  )
  return new Map(rows.map(({ id, ...terms }) => [id, terms]))
}
