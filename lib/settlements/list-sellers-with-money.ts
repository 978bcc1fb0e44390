import type { Sql } from '#lib/platform/db.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { listSellers, type SellerRow } from '#lib/sellers/list-sellers.ts'
import { amountsOfSellers, type SellerAmounts } from './seller-amounts.ts'

export type SellerWithMoney = SellerRow & SellerAmounts

/** Sellers as `listSellers` finds them, each with what it is owed and owes. */
export async function listSellersWithMoney(
  tx: Sql,
  query: Parameters<typeof listSellers>[1],
): Promise<Page<SellerWithMoney>> {
  const page = await listSellers(tx, query)
  const amounts = await amountsOfSellers(
    tx,
    page.rows.map(({ id }) => id),
  )
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...(amounts.get(row.id) ?? NOTHING) })) }
}

const NOTHING: SellerAmounts = { owed: [], carried: [] }
