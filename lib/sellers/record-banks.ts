import type { Sql } from '#lib/platform/db.ts'

/** Where one connected account is paid out to, as Stripe said it at `asOf`. */
export type BankFacts = {
  readonly id: string
  readonly banks?:
    | readonly {
        readonly id: string
        readonly fingerprint: string
        readonly last4: string
        readonly currency: string
      }[]
    | null
  readonly createdAt: Date
  readonly asOf: Date
}

/**
 * Keeps the bank details of sellers. Those a seller had when we first saw it count as old as the account; later ones as new
 * from the instant Stripe said them. What Stripe no longer names is marked as gone. Telling it again changes nothing.
 */
export async function recordBanks(tx: Sql, rows: readonly BankFacts[]): Promise<void> {
  for (const { id, banks, createdAt, asOf } of rows) {
    if (banks === undefined || banks === null) continue
    await tx.exec(
      `WITH owner AS (
         SELECT id, NOT EXISTS (SELECT FROM seller_bank_account b WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = s.id) AS is_first
           FROM seller s WHERE s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = $3 AND s.as_of <= $9::text::timestamptz
       ), gone AS (
         UPDATE seller_bank_account b SET gone_at = $9::text::timestamptz FROM owner
          WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = owner.id AND b.gone_at IS NULL AND NOT b.id = ANY($4::text[])
       )
       INSERT INTO seller_bank_account AS b (entity_id, livemode, seller_id, id, fingerprint, last4, currency, first_seen_at)
       SELECT $1, $2, owner.id, n.id, n.fingerprint, n.last4, n.currency,
              CASE WHEN owner.is_first THEN $8::text::timestamptz ELSE $9::text::timestamptz END
         FROM owner, unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS n (id, fingerprint, last4, currency)
       ON CONFLICT (entity_id, livemode, seller_id, id) DO UPDATE
         SET fingerprint = excluded.fingerprint, last4 = excluded.last4, currency = excluded.currency, gone_at = NULL
       WHERE (b.fingerprint, b.last4, b.currency) IS DISTINCT FROM (excluded.fingerprint, excluded.last4, excluded.currency)
          OR b.gone_at IS NOT NULL`,
      [
        tx.scope.entityId,
        tx.scope.livemode,
        id,
        banks.map((bank) => bank.id),
        banks.map((bank) => bank.fingerprint),
        banks.map((bank) => bank.last4),
        banks.map((bank) => bank.currency),
        createdAt.toISOString(),
        asOf.toISOString(),
      ],
    )
  }
}

export type BankStanding = { readonly changedAt: Date | null; readonly isShared: boolean }

/** When a seller's bank details changed last, and whether another seller has one of them. */
export async function bankStanding(tx: Sql, sellerId: string): Promise<BankStanding> {
  const [row] = await tx.sql<BankStanding>(
    `SELECT max(greatest(CASE WHEN b.first_seen_at > s.account_created_at THEN b.first_seen_at END, b.gone_at)) AS "changedAt",
            coalesce(bool_or(b.gone_at IS NULL AND b.fingerprint <> '' AND EXISTS (
              SELECT FROM seller_bank_account o WHERE o.entity_id = b.entity_id AND o.livemode = b.livemode
                 AND o.fingerprint = b.fingerprint AND o.seller_id <> b.seller_id AND o.gone_at IS NULL)), false) AS "isShared"
       FROM seller_bank_account b JOIN seller s ON s.id = b.seller_id
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = $3`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return row ?? { changedAt: null, isShared: false }
}
