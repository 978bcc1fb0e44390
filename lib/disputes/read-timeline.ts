import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Case } from './find-case.ts'
import type { CaseCharge } from './read-charge.ts'

export type CaseMoment = {
  readonly id: string
  readonly by: 'system' | 'person' | 'agent'
  readonly sentence: string
  readonly at: string
}

const MOMENTS_MAX = 60

type Row = Omit<CaseMoment, 'at'> & { readonly minor: bigint | null; readonly currency: string; readonly at: Date }

/** What happened to a case and its payment, newest first: money at Stripe, decisions, mails, changes of the draft. */
export async function caseTimeline(tx: Sql, found: Case, charge: CaseCharge): Promise<CaseMoment[]> {
  const rows = await tx.sql<Row>(
    `SELECT * FROM (
       SELECT c.id, 'system' AS by, 'The buyer paid' AS sentence, c.amount_minor AS minor, upper(c.currency) AS currency, c.created_at AS at
         FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.id = $4
       UNION ALL
       SELECT r.id, 'system', 'Refunded (' || r.status || ')', r.amount_minor, upper(r.currency), r.created_at
         FROM refund r WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $3 AND r.charge_id = $4
       UNION ALL
       SELECT d.id, 'system', CASE WHEN starts_with(d.status, 'warning_') THEN 'The bank asked about it' ELSE 'The buyer’s bank disputed it' END
              || ' (' || replace(d.reason, '_', ' ') || ')', d.amount_minor, upper(d.currency), d.created_at
         FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.account = $3 AND d.charge_id = $4
       UNION ALL
       SELECT b.id, 'system', CASE WHEN b.reporting_category = 'fee' THEN 'Stripe’s fee for answering' WHEN b.amount_minor < 0 THEN 'Taken out of the balance'
              ELSE 'Back in the balance' END, b.amount_minor, upper(b.currency), b.created_at
         FROM balance_transaction b WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.source_id = $5
       UNION ALL
       SELECT 'audit ' || a.id, a.actor_kind, CASE WHEN p.name IS NULL THEN a.note ELSE p.name || ': ' || a.note END, NULL, '', a.at
         FROM audit_record a LEFT JOIN person p ON p.id = a.actor_id
        WHERE a.entity_id = $1 AND a.livemode = $2 AND a.refs && ARRAY['dispute:' || $5::text, 'charge:' || $4::text]
     ) m ORDER BY at DESC, id DESC LIMIT ${MOMENTS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, charge.account, charge.id, found.id],
  )
  return rows.map(({ minor, currency, sentence, at, ...row }) => ({
    ...row,
    sentence: minor === null ? sentence : `${sentence}: ${formatMoney({ minor, currency })}`,
    at: at.toISOString(),
  }))
}
