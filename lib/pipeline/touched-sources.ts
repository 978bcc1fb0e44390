import type { Sql } from '#lib/platform/db.ts'

/** What settlements are made of: a paid invoice, or a charge that no invoice asked for. */
export type Source = { readonly kind: 'invoice' | 'charge'; readonly id: string }

/** The part of a mirrored change that matters here. */
export type Touch = { readonly kind: string; readonly account: string; readonly id: string }

/**
 * The sources whose settlement may come out differently after these changes of the platform's own account.
 * Charges lead to their invoice where one asked for them; refunds, transfers and reversals lead to their charge.
 */
export async function touchedSources(tx: Sql, platformAccount: string, touches: readonly Touch[]): Promise<Source[]> {
  const own = touches.filter((touch) => touch.account === platformAccount)
  const ids = (kind: string) => own.filter((touch) => touch.kind === kind).map((touch) => touch.id)
  if (own.length === 0) return []
  return tx.sql<Source>(
    `WITH reversed AS (
       SELECT transfer_id FROM transfer_reversal WHERE account = $1 AND id = ANY($2::text[])
     ), paid AS (
       SELECT source_transaction_id, transfer_group FROM transfer
        WHERE account = $1 AND (id = ANY($3::text[]) OR id IN (SELECT transfer_id FROM reversed))
     ), touched AS (
       SELECT unnest($4::text[]) AS id
       UNION SELECT charge_id FROM refund WHERE account = $1 AND id = ANY($5::text[])
       UNION SELECT source_transaction_id FROM paid
       UNION SELECT charge_id FROM settlement WHERE transfer_group <> '' AND transfer_group IN (SELECT transfer_group FROM paid)
       UNION SELECT source_id FROM balance_transaction WHERE account = $1 AND id = ANY($6::text[])
       UNION SELECT latest_charge_id FROM payment_intent WHERE account = $1 AND id = ANY($7::text[])
     ), charges AS (
       SELECT c.id, c.payment_intent_id FROM charge c
        WHERE c.account = $1 AND c.source_transfer_id = '' AND c.id IN (SELECT id FROM touched)
     ), asked AS (
       SELECT c.id AS charge_id, p.invoice_id FROM charges c
         JOIN invoice_payment p ON p.account = $1 AND p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> ''
       UNION
       SELECT c.id, p.invoice_id FROM charges c JOIN invoice_payment p ON p.account = $1 AND p.charge_id = c.id
     )
     SELECT 'invoice' AS kind, id FROM unnest($8::text[]) AS id
     UNION SELECT 'invoice', invoice_id FROM invoice_payment WHERE account = $1 AND id = ANY($9::text[])
     UNION SELECT 'invoice', invoice_id FROM asked
     UNION SELECT 'charge', id FROM charges WHERE id NOT IN (SELECT charge_id FROM asked)
     ORDER BY 1, 2`,
    [
      platformAccount,
      ids('transfer_reversal'),
      ids('transfer'),
      ids('charge'),
      ids('refund'),
      ids('balance_transaction'),
      ids('payment_intent'),
      ids('invoice'),
      ids('invoice_payment'),
    ],
  )
}
