import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { tooManyViews } from '../refusals.ts'

export type View = {
  readonly id: string
  readonly name: string
  /** Query of the list's address. */
  readonly search: string
  readonly isShared: boolean
  readonly isOwn: boolean
  /** Whose it is. */
  readonly by: string
}

type Kept = Pick<View, 'name' | 'search' | 'isShared'> & { readonly list: string }

const VIEWS_MAX = 50
/** What says which page of the list, not which list. */
const PAGING = ['after', 'before']

/** One's own views of a list, then what others share, each by name. */
export async function viewsOf(tx: Sql, list: string): Promise<View[]> {
  return tx.sql<View>(
    `SELECT v.id, v.name, v.search, v.is_shared AS "isShared", v.person_id = $4 AS "isOwn", coalesce(p.name, '') AS by
       FROM saved_view v LEFT JOIN person p ON p.id = v.person_id
      WHERE v.entity_id = $1 AND v.livemode = $2 AND v.list = $3 AND (v.person_id = $4 OR v.is_shared)
      ORDER BY v.person_id <> $4, lower(v.name), v.id LIMIT 200`,
    [tx.scope.entityId, tx.scope.livemode, list, tx.scope.actor],
  )
}

/** Keeps a list as it is seen; under a name that one has already, it takes that one's place. Refuses more than fifty of a list. */
export async function saveView(tx: Sql, { list, name, search, isShared }: Kept, at: Date): Promise<string> {
  const params = new URLSearchParams(search)
  for (const key of PAGING) params.delete(key)
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO saved_view (id, entity_id, livemode, person_id, list, name, search, is_shared, created_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
      WHERE (SELECT count(*) FROM saved_view v
              WHERE v.entity_id = $2 AND v.livemode = $3 AND v.person_id = $4 AND v.list = $5 AND v.name <> $6) < $10
     ON CONFLICT (entity_id, livemode, person_id, list, name)
       DO UPDATE SET search = excluded.search, is_shared = excluded.is_shared
     RETURNING id`,
    [
      newId('vew'),
      tx.scope.entityId,
      tx.scope.livemode,
      tx.scope.actor,
      list,
      name,
      params.toString(),
      isShared,
      at,
      VIEWS_MAX,
    ],
  )
  if (row === undefined) throw tooManyViews(VIEWS_MAX)
  return row.id
}

/** Forgets a view of one's own; nothing happens when it is gone already or somebody else's. */
export async function removeView(tx: Sql, viewId: string): Promise<void> {
  await tx.exec('DELETE FROM saved_view WHERE id = $1 AND person_id = $2', [viewId, tx.scope.actor])
}
