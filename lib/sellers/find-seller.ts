import type { Sql } from '#lib/platform/db.ts'
import type { Seller } from './model.ts'

type SellerRow = {
  id: string
  stripe_account: string
  name: string
  email: string
  country: string
  default_currency: string
  charges_enabled: boolean
  payouts_enabled: boolean
  transfers_status: string
  disabled_reason: string
  account_created_at: Date
  charges_enabled_at: Date | null
  first_sale_at: Date | null
}

const COLUMNS = `id, stripe_account, name, email, country, default_currency, charges_enabled, payouts_enabled,
  transfers_status, disabled_reason, account_created_at, charges_enabled_at, first_sale_at`

/** Sellers by what people and metadata call them, `sel_…` or `acct_…`; those we do not know are left out. */
export async function findSellers(tx: Sql, names: readonly string[]): Promise<Seller[]> {
  const rows = await tx.sql<SellerRow>(
    `SELECT ${COLUMNS} FROM seller
      WHERE entity_id = $1 AND livemode = $2 AND (id = ANY($3::text[]) OR stripe_account = ANY($3::text[])) ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode, [...new Set(names)]],
  )
  return rows.map(toSeller)
}

/** The seller that `sel_…` or `acct_…` names, or null. */
export async function resolveSeller(tx: Sql, name: string): Promise<Seller | null> {
  return (await findSellers(tx, [name]))[0] ?? null
}

function toSeller(row: SellerRow): Seller {
  return {
    id: row.id,
    stripeAccount: row.stripe_account,
    name: row.name,
    email: row.email,
    country: row.country,
    defaultCurrency: row.default_currency,
    chargesEnabled: row.charges_enabled,
    payoutsEnabled: row.payouts_enabled,
    transfersStatus: row.transfers_status,
    disabledReason: row.disabled_reason,
    accountCreatedAt: row.account_created_at,
    chargesEnabledAt: row.charges_enabled_at,
    firstSaleAt: row.first_sale_at,
  }
}
