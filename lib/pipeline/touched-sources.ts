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
  const direct = await touchedDirect(tx, platformAccount, touches)
  const ids = (kind: string) => own.filter((touch) => touch.kind === kind).map((touch) => touch.id)
  if (own.length === 0) return direct
  const sources = await tx.sql<Source>(
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
       UNION SELECT f.charge_id FROM balance_transaction b JOIN refund f ON f.account = $1 AND f.id = b.source_id
              WHERE b.account = $1 AND b.id = ANY($6::text[])
       UNION SELECT d.charge_id FROM balance_transaction b JOIN dispute d ON d.account = $1 AND d.id = b.source_id
              WHERE b.account = $1 AND b.id = ANY($6::text[])
       UNION SELECT charge_id FROM dispute WHERE account = $1 AND id = ANY($10::text[])
       UNION SELECT originating_charge_id FROM application_fee WHERE account = $1 AND (id = ANY($11::text[])
              OR id IN (SELECT fee_id FROM application_fee_refund WHERE account = $1 AND id = ANY($12::text[])))
       UNION SELECT i.latest_charge_id FROM checkout_session s JOIN payment_intent i ON i.account = $1 AND i.id = s.payment_intent_id
              WHERE s.account = $1 AND s.id = ANY($13::text[])
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
      ids('dispute'),
      ids('application_fee'),
      ids('fee_refund'),
      ids('checkout.session'),
    ],
  )
  return [...sources, ...direct]
}

/** Sellers' own charges that the platform takes a fee of: touched by the fee, its refunds and cash, or the charge itself. */
async function touchedDirect(tx: Sql, platformAccount: string, touches: readonly Touch[]): Promise<Source[]> {
  const ids = (kind: string, isOwn: boolean) =>
    touches.filter((touch) => touch.kind === kind && (touch.account === platformAccount) === isOwn).map(({ id }) => id)
  const fees = ids('application_fee', true)
  const refunds = ids('fee_refund', true)
  const transactions = ids('balance_transaction', true)
  const charges = [...ids('charge', false)]
  if ([fees, refunds, transactions, charges].every((found) => found.length === 0)) return []
  return tx.sql<Source>(
    `SELECT DISTINCT 'charge' AS kind, f.charge_id AS id FROM application_fee f
      WHERE f.account = $1 AND f.originating_charge_id = '' AND (f.id = ANY($2::text[]) OR f.charge_id = ANY($3::text[])
        OR f.id IN (SELECT r.fee_id FROM application_fee_refund r WHERE r.account = $1 AND r.id = ANY($4::text[]))
        OR f.id IN (SELECT b.source_id FROM balance_transaction b WHERE b.account = $1 AND b.id = ANY($5::text[])))
      ORDER BY 2`,
    [platformAccount, fees, charges, refunds, transactions],
  )
}
