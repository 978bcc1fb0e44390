import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

export type BankStanding = {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly ibanLast4: string
  /** The last day that a statement says something about; null before the first. */
  readonly lastOn: string | null
  /** What the last statement closed with; null when it does not say. */
  readonly closing: WireMoney | null
  readonly lineCount: number
  /** Lines that name Stripe and are matched with nothing. */
  readonly openCount: number
  readonly open: WireMoney
}

type Row = Omit<BankStanding, 'closing' | 'open'> & { closingMinor: bigint | null; openMinor: bigint }

/** Every bank account with how far its statements reach and what of them is not matched. */
export async function listStandings(tx: Sql): Promise<BankStanding[]> {
  const rows = await tx.sql<Row>(
    `SELECT b.id, b.name, b.currency::text AS currency, b.iban_last4 AS "ibanLast4", f.last_on::text AS "lastOn",
            f.closing_minor AS "closingMinor", coalesce(l.count, 0)::int AS "lineCount", coalesce(o.count, 0)::int AS "openCount",
            coalesce(o.minor, 0)::bigint AS "openMinor"
       FROM bank_account b
       LEFT JOIN LATERAL (SELECT last_on, closing_minor FROM bank_file
                           WHERE bank_account_id = b.id AND state = 'imported' AND last_on IS NOT NULL
                           ORDER BY last_on DESC, id DESC LIMIT 1) f ON true
       LEFT JOIN LATERAL (SELECT sum(line_count) AS count FROM bank_file WHERE bank_account_id = b.id AND state = 'imported') l ON true
       LEFT JOIN (SELECT x.bank_account_id, count(*) AS count, sum(x.amount_minor) AS minor
                    FROM match_item i JOIN bank_line x ON x.id = i.object_id::bigint
                   WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'bank' AND i.side = 'observed' AND i.held = 'open'
                     AND i.state <> 'void' GROUP BY 1) o ON o.bank_account_id = b.id
      WHERE b.entity_id = $1 AND b.livemode = $2 ORDER BY b.currency, b.name`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ closingMinor, openMinor, ...row }) => ({
    ...row,
    closing: closingMinor === null ? null : { minor: closingMinor.toString(), currency: row.currency },
    open: { minor: openMinor.toString(), currency: row.currency },
  }))
}
