import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Case } from './find-case.ts'

export type SimilarCase = {
  readonly id: string
  readonly status: string
  readonly amount: string
  readonly isAnswered: boolean
  readonly createdOn: string
}

const SHOWN = 6

/** The latest closed cases of the same reason, those of the same network first. */
export async function similarCases(tx: Sql, { id, reason, network }: Case): Promise<SimilarCase[]> {
  const rows = await tx.sql<Omit<SimilarCase, 'amount'> & { minor: bigint; currency: string }>(
    `SELECT id, status, amount_minor AS minor, upper(currency) AS currency, created_at::date::text AS "createdOn",
            coalesce((raw::jsonb #>> '{evidence_details,submission_count}')::int, 0) > 0 AS "isAnswered"
       FROM (SELECT * FROM dispute WHERE entity_id = $1 AND livemode = $2 AND reason = $3 AND id <> $4
                AND status IN ('won', 'lost', 'prevented', 'warning_closed') ORDER BY created_at DESC LIMIT 200) d
      ORDER BY (raw::jsonb #>> '{payment_method_details,card,network}' = $5) DESC NULLS LAST, created_at DESC LIMIT ${SHOWN}`,
    [tx.scope.entityId, tx.scope.livemode, reason, id, network],
  )
  return rows.map(({ minor, currency, ...one }) => ({ ...one, amount: formatMoney(money(minor, currency)) }))
}
