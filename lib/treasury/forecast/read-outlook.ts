import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** A currency's balance a month ahead: what is expected, and how low it should get on the way. */
export type Outlook = {
  readonly currency: string
  readonly expected: WireMoney
  readonly on: string
  readonly lowest: WireMoney
  readonly lowestOn: string
}

const AHEAD = 30
const CURRENCIES_MAX = 4

/** From the latest forecast that is kept of each currency, the largest balance first. */
export async function readOutlook(tx: Sql): Promise<Outlook[]> {
  const rows = await tx.sql<{ currency: string; expected: bigint; on: string; lowest: bigint; lowestOn: string }>(
    `WITH latest AS (
       SELECT currency, max(made_on) AS made_on FROM settlement_forecast WHERE entity_id = $1 AND livemode = $2 AND NOT is_replay GROUP BY currency
     ), day AS (
       SELECT d.currency, d.on_day, d.mean_minor, d.low_minor FROM latest l
         JOIN settlement_forecast_day d ON d.entity_id = $1 AND d.livemode = $2 AND d.currency = l.currency AND d.made_on = l.made_on
          AND d.kind = 'available' AND d.on_day <= l.made_on + ${AHEAD}
     )
     SELECT currency::text AS currency, (array_agg(mean_minor ORDER BY on_day DESC))[1] AS expected, max(on_day)::text AS "on",
            min(low_minor) AS lowest, (array_agg(on_day ORDER BY low_minor, on_day))[1]::text AS "lowestOn"
       FROM day GROUP BY currency ORDER BY 2 DESC, 1 LIMIT ${CURRENCIES_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ currency, expected, on, lowest, lowestOn }) => ({
    currency,
    expected: { minor: expected.toString(), currency },
    on,
    lowest: { minor: lowest.toString(), currency },
    lowestOn,
  }))
}
