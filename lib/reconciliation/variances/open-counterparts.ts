import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { REFUND_KEY } from '../matching/feed-refunds.ts'
import type { MatchDomain } from '../matching/match-model.ts'

/** What a variance's own item could be matched with by hand. */
export type Counterparts = {
  readonly domain: MatchDomain
  readonly side: 'expected' | 'observed'
  readonly objectId: string
  readonly candidates: readonly {
    readonly objectId: string
    readonly amount: WireMoney
    readonly happenedOn: string
    readonly reference: string
  }[]
}

const SHOWN_MAX = 30

type Row = {
  domain: MatchDomain
  side: 'expected' | 'observed'
  own: string
  objectId: string
  minor: bigint
  currency: string
  happenedOn: string
  reference: string
}

/** Open items of the other side in the same currency, the nearest days first; null when the variance's object is not open. */
export async function openCounterparts(tx: Sql, objectIds: readonly string[]): Promise<Counterparts | null> {
  const rows = await tx.sql<Row>(
    `SELECT own.domain, own.side, own.object_id AS own, c.object_id AS "objectId", c.amount_minor AS minor, c.currency::text AS currency,
            c.happened_on::text AS "happenedOn", c.reference
       FROM match_item own JOIN match_item c ON c.entity_id = $1 AND c.livemode = $2 AND c.domain = own.domain AND c.currency = own.currency
        AND c.side <> own.side AND c.held = 'open' AND c.state <> 'void' AND starts_with(c.key, '${REFUND_KEY}') = starts_with(own.key, '${REFUND_KEY}')
      WHERE own.entity_id = $1 AND own.livemode = $2 AND own.domain IN ('bank', 'records') AND own.side IN ('expected', 'observed')
        AND own.object_id = ANY($3::text[]) AND own.held = 'open' AND own.state <> 'void'
      ORDER BY abs(c.happened_on - own.happened_on), abs(c.amount_minor - own.amount_minor), c.id LIMIT ${SHOWN_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, [...objectIds]],
  )
  const [first] = rows
  if (first === undefined) return null
  const { domain, side, own: objectId } = first
  return {
    domain,
    side,
    objectId,
    candidates: rows
      .filter(({ own }) => own === objectId)
      .map(({ minor, currency, ...row }) => ({
        objectId: row.objectId,
        happenedOn: row.happenedOn,
        reference: row.reference,
        amount: toWire({ minor, currency }),
      })),
  }
}
