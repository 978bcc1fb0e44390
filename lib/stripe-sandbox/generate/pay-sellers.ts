import type { Rows } from '../core/kinds.ts'
import { settlementCurrency } from '../money/exchange.ts'
import { createTransfer } from '../objects/transfer.ts'
import { shareOf, termsFor } from './contract.ts'
import { type Order, type OrderLine, onlySeller } from './order.ts'
import { proportion } from './proportion.ts'
import { accountOf, chargeOf, homeOf, partOf, type Stage } from './stage.ts'

/** Pays the sellers their shares of a collected order, as the marketplace did by hand before go-live. */
export function paySellers(stage: Stage, order: Order): void {
  const charge = chargeOf(stage, order)
  if (!charge) return
  for (const [key, amount] of sharesOf(stage, order, charge, rateWritten(order))) {
    transferShare(stage, order, key, amount, charge.id)
  }
}

export function transferShare(stage: Stage, order: Order, key: string, amount: number, source: string | null) {
  return createTransfer(stage.world, {
    amount,
    currency: settlementCurrency(stage.world, stage.world.platform, order.currency),
    destination: accountOf(stage, key),
    sourceTransaction: source,
    transferGroup: order.id,
    description: `Order ${order.id}`,
    metadata: { order_id: order.id },
  })
}

/** The rate that somebody wrote on the line by mistake and that was paid by; none where the contract decides. */
const rateWritten = ({ discrepancy }: Order) =>
  discrepancy === 'wrong_commission' ? ({ bps }: OrderLine) => bps : () => null

/** What each seller of the order is due of what reached the balance; a seller who bears the fee gets that much less. */
export function sharesOf(
  stage: Stage,
  order: Order,
  charge: Rows['charge'],
  written: (line: OrderLine) => number | null = () => null,
): Map<string, number> {
  const { world, end } = stage
  const home = homeOf(stage, order)
  const shares = new Map<string, number>()
  const { amount: settled, fee } = world.require('balance_transaction', home, charge.balance_transaction ?? '')
  const reached = proportion(
    settled,
    order.lines.map(({ amount }) => amount),
  )
  for (const [index, line] of order.lines.entries()) {
    if (line.seller === null) continue
    const { bps } = termsFor(partOf(stage, line.seller), line.category, charge.created, end)
    const own = shareOf(line.amount, written(line) ?? bps)
    const [share = 0] = proportion(reached[index] ?? 0, [own, line.amount - own])
    shares.set(line.seller, (shares.get(line.seller) ?? 0) + share)
  }
  const alone = onlySeller(order)
  if (alone !== null && termsFor(partOf(stage, alone), '', charge.created, end).bearer === 'seller') {
    shares.set(alone, (shares.get(alone) ?? 0) - fee)
  }
  return shares
}
