import type { Sql } from '#lib/platform/db.ts'
import { type MatchDomain, WINDOW_DAYS } from './match-model.ts'

export type Place = { readonly currency: string; readonly happenedOn: string }

/**
 * Has the open items around these places looked at again: an item that came or went there may make two readings of an amount
 * out of one, or one out of two.
 */
export async function wakeNeighbours(tx: Sql, domain: MatchDomain, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return
  await tx.exec(
    `UPDATE match_item i SET is_due = true
       FROM (SELECT DISTINCT currency, happened_on FROM unnest($4::text[], $5::date[]) AS p (currency, happened_on)) p
      WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = $3 AND i.currency = p.currency AND i.held IN ('open', 'weak')
        AND i.happened_on BETWEEN p.happened_on - ${WINDOW_DAYS} AND p.happened_on + ${WINDOW_DAYS} AND i.state <> 'void' AND NOT i.is_due`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      domain,
      places.map(({ currency }) => currency),
      places.map(({ happenedOn }) => happenedOn),
    ],
  )
}

/** Items that are expected no more: whatever stood beside them is looked at again. */
export async function retireVoid(tx: Sql, domain: MatchDomain): Promise<void> {
  const gone = await tx.sql<Place>(
    `UPDATE match_item SET is_due = false WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due AND state = 'void' AND held = 'open'
     RETURNING currency, happened_on::text AS "happenedOn"`,
    [tx.scope.entityId, tx.scope.livemode, domain],
  )
  await wakeNeighbours(tx, domain, gone)
}
