import type { BalanceTransactionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from '../money/ledger.ts'

/** Every broken promise of the ledger, in words; none is the only good answer. */
export function brokenInvariants(world: World): string[] {
  const accounts = world.store.all('account', world.platform).map(({ id }) => id)
  return [...accounts.flatMap((account) => brokenIn(world, account)), ...brokenTransfers(world)]
}

function brokenIn(world: World, account: string): string[] {
  const broken: string[] = []
  const rows = world.store.all('balance_transaction', account)
  for (const row of rows) {
    if (row.net !== row.amount - row.fee) broken.push(`${row.id}: net`)
    if (row.fee !== row.fee_details.reduce((sum, detail) => sum + detail.amount, 0)) broken.push(`${row.id}: fee`)
  }
  for (const { currency, available, pending } of fundsOf(world, account)) {
    const sum = total(rows.filter((row) => row.currency === currency))
    if (available + pending !== sum) broken.push(`${account}: balance in ${currency}`)
  }
  for (const payout of world.store.all('payout', account)) {
    const lines = rows.filter((row) => row._payout === payout.id && row.id !== payout.balance_transaction)
    if (payout.automatic && total(lines) !== payout.amount) broken.push(`${payout.id}: lines`)
  }
  return broken
}

/** Each transfer stands on both sides: less what was reversed, to the unit. */
function brokenTransfers(world: World): string[] {
  return world.store.all('transfer', world.platform).flatMap((transfer) => {
    const account = transfer.destination ?? ''
    const mirror = world.store.find('charge', account, transfer.destination_payment ?? '')
    const reversed = world.store
      .all('transfer_reversal', world.platform, { transfer: transfer.id })
      .reduce((sum, reversal) => sum + reversal.amount, 0)
    const agrees =
      mirror?.amount === transfer.amount &&
      mirror.source_transfer === transfer.id &&
      mirror.amount_refunded === reversed &&
      transfer.amount_reversed === reversed
    return agrees ? [] : [`${transfer.id}: mirror`]
  })
}

const total = (rows: readonly BalanceTransactionRow[]) => rows.reduce((sum, row) => sum + row.net, 0)
