import type { Actor } from '#lib/access/actor.ts'
import { getContractOf } from '#lib/contracts/get-contract.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { getSeller } from '#lib/sellers/get-seller.ts'

export type SellerBalance = { readonly owed: WireMoney; readonly settlementCount: number }

/** Everything the page of one seller shows, in one read; found by `sel_…` or `acct_…`, null when there is none. */
export function readSellerPage(actor: Actor, name: string) {
  return read(actor.scope, async (tx) => {
    const seller = await getSeller(tx, name)
    if (seller === null) return null
    return {
      seller,
      contract: await getContractOf(tx, seller.id),
      balances: await balancesOf(tx, seller.id),
    }
  })
}

async function balancesOf(tx: Sql, sellerId: string): Promise<SellerBalance[]> {
  const rows = await tx.sql<{ currency: string; owed: bigint; count: number }>(
    `SELECT a.currency, -a.balance_minor AS owed,
            (SELECT count(*)::int FROM settlement_share h WHERE h.seller_id = $3 AND h.currency = a.currency) AS count
       FROM ledger_account a WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable'
        AND a.subject = $3 ORDER BY a.currency`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return rows.map(({ currency, owed, count }) => ({
    owed: { minor: owed.toString(), currency },
    settlementCount: count,
  }))
}
