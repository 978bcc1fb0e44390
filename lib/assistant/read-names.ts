import { read, type Scope } from '#lib/platform/db.ts'
import type { Names } from './grammar/vocabulary.ts'

/** A marketplace with more sellers than this is asked about them by id. */
const SELLERS_MAX = 5_000
const CATEGORIES_MAX = 500

/** Days without their sellers are few; a seller's role reads only its own days. */
const CATEGORIES_OF_ALL = `SELECT DISTINCT category FROM analytics_total WHERE entity_id = $1 AND livemode = $2 AND category <> '' LIMIT ${CATEGORIES_MAX}`
const CATEGORIES_OF_ONE = `SELECT DISTINCT category FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND category <> '' LIMIT ${CATEGORIES_MAX}`

/** The names that questions may use, read under the role that sees no personal data; a seller's under the role of its own rows. */
export function readNames(scope: Scope): Promise<Names> {
  const isOneSeller = scope.role === 'tieout_seller'
  return read(isOneSeller ? scope : { ...scope, role: 'tieout_analyst' }, async (tx) => {
    const ours = [scope.entityId, scope.livemode]
    const sellers = await tx.sql<{ id: string; name: string }>(
      `SELECT id, name FROM seller WHERE entity_id = $1 AND livemode = $2 ORDER BY first_sale_at NULLS LAST, id LIMIT ${SELLERS_MAX}`,
      ours,
    )
    const categories = await tx.sql<{ category: string }>(isOneSeller ? CATEGORIES_OF_ONE : CATEGORIES_OF_ALL, ours)
    return keptWhileSame(scope, { sellers, categories: categories.map(({ category }) => category) })
  })
}

/** Names as they were read last, by whose they are: the same object while they are the same, because what is built on it is kept with it. */
const last = new Map<string, { readonly text: string; readonly names: Names }>()
const KEPT_MAX = 50

function keptWhileSame({ entityId, livemode, sellerId = '' }: Scope, names: Names): Names {
  const key = `${entityId} ${livemode} ${sellerId}`
  const text = JSON.stringify(names)
  const found = last.get(key)
  if (found?.text === text) return found.names
  if (last.size >= KEPT_MAX) last.clear()
  last.set(key, { text, names })
  return names
}
