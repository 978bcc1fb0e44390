import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type BankFacts, recordBanks } from './record-banks.ts'

/** One connected account as Stripe said it at `asOf`. */
export type SellerFacts = BankFacts & {
  readonly name: string
  readonly email: string
  readonly country: string
  readonly defaultCurrency: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly transfersStatus: string
  readonly disabledReason: string
  /** Stripe's controller.losses.payments and controller.fees.payer; left out where it does not say. */
  readonly lossesPayer?: string
  readonly feesPayer?: string
}

/**
 * Keeps sellers as Stripe last said them; what is older than what we hold changes nothing.
 *
 * An account that could charge when we first saw it counts as enabled since it was created; one that could not, from the
 * instant Stripe said it can.
 */
export async function recordSellers(tx: Sql, rows: readonly SellerFacts[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: SellerFacts) => T) => rows.map(of)
  await tx.exec(
    `INSERT INTO seller AS s (id, entity_id, livemode, stripe_account, name, email, country, default_currency, charges_enabled,
                         payouts_enabled, transfers_status, disabled_reason, account_created_at, charges_enabled_at, as_of,
                         losses_payer, fees_payer)
     SELECT DISTINCT ON (n.account) n.id, $1, $2, n.account, n.name, n.email, n.country, upper(n.currency), n.charges, n.payouts,
            n.transfers, n.disabled, n.created, CASE WHEN n.charges THEN n.created END, n.as_of, n.losses, n.fees
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::boolean[],
                   $11::text[], $12::text[], $13::text[]::timestamptz[], $14::text[]::timestamptz[], $15::text[], $16::text[])
         AS n (id, account, name, email, country, currency, charges, payouts, transfers, disabled, created, as_of, losses, fees)
      ORDER BY n.account, n.as_of DESC
     ON CONFLICT (entity_id, livemode, stripe_account) DO UPDATE SET
       name = excluded.name, email = excluded.email, country = excluded.country, default_currency = excluded.default_currency,
       charges_enabled = excluded.charges_enabled, payouts_enabled = excluded.payouts_enabled,
       transfers_status = excluded.transfers_status, disabled_reason = excluded.disabled_reason,
       charges_enabled_at = CASE WHEN s.charges_enabled_at IS NOT NULL THEN s.charges_enabled_at
                                 WHEN excluded.charges_enabled THEN excluded.as_of END,
       losses_payer = coalesce(nullif(excluded.losses_payer, ''), s.losses_payer),
       fees_payer = coalesce(nullif(excluded.fees_payer, ''), s.fees_payer), as_of = excluded.as_of
     WHERE s.as_of <= excluded.as_of`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      column(() => newId('sel')),
      column((row) => row.id),
      column((row) => row.name),
      column((row) => row.email),
      column((row) => row.country),
      column((row) => row.defaultCurrency),
      column((row) => row.chargesEnabled),
      column((row) => row.payoutsEnabled),
      column((row) => row.transfersStatus),
      column((row) => row.disabledReason),
      column((row) => row.createdAt.toISOString()),
      column((row) => row.asOf.toISOString()),
      column((row) => row.lossesPayer ?? ''),
      column((row) => row.feesPayer ?? ''),
    ],
  )
  await recordBanks(tx, rows)
}

/** Remembers a sale; the earliest one known is the first. */
export async function noteFirstSale(tx: Sql, sellerId: string, soldAt: Date): Promise<void> {
  await tx.exec(
    `UPDATE seller SET first_sale_at = $2::text::timestamptz
      WHERE id = $1 AND (first_sale_at IS NULL OR first_sale_at > $2::text::timestamptz)`,
    [sellerId, soldAt.toISOString()],
  )
}
