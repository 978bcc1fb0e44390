import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'

/** Something that happened to a seller or to its money. */
export type SellerMoment = {
  readonly id: string
  readonly by: 'system' | 'person' | 'agent'
  readonly sentence: string
  readonly at: string
  /** The object it is about, for a link. */
  readonly kind: string
  readonly objectId: string
}

const MOMENTS_MAX = 60

type Row = {
  id: string
  by: 'system' | 'person' | 'agent'
  sentence: string
  minor: bigint | null
  currency: string
  at: Date
  kind: string
  objectId: string
}

/**
 * What happened to a seller, newest first: from the audit trail, the transfers sent, the payouts of the
 * account and what was posted by hand (the opening balance).
 */
export async function sellerTimeline(tx: Sql, sellerId: string, account: string): Promise<SellerMoment[]> {
  const rows = await tx.sql<Row>(
    `SELECT * FROM (
       (SELECT 'audit ' || a.id AS id, a.actor_kind AS by,
               CASE WHEN p.name IS NULL THEN a.note ELSE p.name || ': ' || a.note END AS sentence,
               NULL::bigint AS minor, '' AS currency, a.at, a.subject_kind AS kind, a.subject_id AS "objectId"
          FROM audit_record a LEFT JOIN person p ON p.id = a.actor_id
         WHERE a.entity_id = $1 AND a.livemode = $2 AND a.refs @> ARRAY['seller:' || $3::text] ORDER BY a.id DESC LIMIT $5)
       UNION ALL
       (SELECT t.id, 'system', CASE WHEN t.reversed_minor > 0 THEN 'Transferred, and reversed in part or in full' ELSE 'Transferred' END,
               t.amount_minor, upper(t.currency), t.created_at, 'settlement',
               coalesce((SELECT o.settlement_id FROM transfer_origin o
                          WHERE o.entity_id = t.entity_id AND o.livemode = t.livemode AND o.object_id = t.id), '')
          FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.destination = $4 ORDER BY t.created_at DESC LIMIT $5)
       UNION ALL
       (SELECT o.id, 'system', 'Payout to the seller’s bank, ' || replace(o.status, '_', ' '), o.amount_minor, upper(o.currency),
               o.created_at, '', ''
          FROM payout o WHERE o.entity_id = $1 AND o.livemode = $2 AND o.account = $4 ORDER BY o.created_at DESC LIMIT $5)
       UNION ALL
       (SELECT 'journal ' || e.id, 'person', e.description, -l.amount_minor, l.currency::text, e.occurred_at, 'journal_entry', e.id::text
          FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
          JOIN ledger_account a ON a.id = l.account_id AND a.code = 'seller_payable' AND a.subject = $3
         WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'approved_journal'
           AND e.refs @> ARRAY['seller:' || $3::text] ORDER BY e.id DESC LIMIT $5)
     ) m ORDER BY at DESC, id DESC LIMIT $5`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, account, MOMENTS_MAX],
  )
  return rows.map(({ minor, currency, at, sentence, ...row }) => ({
    ...row,
    at: at.toISOString(),
    sentence: minor === null ? sentence : `${sentence}: ${formatMoney({ minor, currency })}`,
  }))
}
