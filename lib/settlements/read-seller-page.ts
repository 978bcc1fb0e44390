import type { Actor } from '#lib/access/actor.ts'
import { getContractOf } from '#lib/contracts/get-contract.ts'
import { read } from '#lib/platform/db.ts'
import { getSeller } from '#lib/sellers/get-seller.ts'
import { failedPayoutOf } from './failed-payout.ts'
import { readReceivables } from './receivable.ts'
import { balancesOf, waitingOf } from './seller-money.ts'

/** Everything the page of one seller shows, in one read; found by `sel_…` or `acct_…`, null when there is none. */
export function readSellerPage(actor: Actor, name: string) {
  return read(actor.scope, async (tx) => {
    const seller = await getSeller(tx, name)
    if (seller === null) return null
    return {
      seller,
      contract: await getContractOf(tx, seller.id),
      balances: await balancesOf(tx, seller.id),
      receivables: await readReceivables(tx, seller.id),
      failedPayout: await failedPayoutOf(tx, seller.stripeAccount),
      waiting: await waitingOf(tx, seller.id),
    }
  })
}
