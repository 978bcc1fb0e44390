import { read, type Scope } from '#lib/platform/db.ts'
import type { Names } from './grammar/vocabulary.ts'

/** A marketplace with more sellers than this is asked about them by id. */
const SELLERS_MAX = 5_000
const CATEGORIES_MAX = 500

/** The names that questions may use, read under the role that sees no personal data. */
export function readNames(scope: Scope): Promise<Names> {
  return read({ ...scope, role: 'tieout_analyst' }, async (tx) => {
    const ours = [scope.entityId, scope.livemode]
    const sellers = await tx.sql<{ id: string; name: string }>(
      `SELECT id, name FROM seller WHERE entity_id = $1 AND livemode = $2 ORDER BY first_sale_at NULLS LAST, id LIMIT ${SELLERS_MAX}`,
      ours,
    )
    const categories = await tx.sql<{ category: string }>(
      `SELECT DISTINCT category FROM analytics_total WHERE entity_id = $1 AND livemode = $2 AND category <> '' LIMIT ${CATEGORIES_MAX}`,
      ours,
    )
    return { sellers, categories: categories.map(({ category }) => category) }
  })
}
