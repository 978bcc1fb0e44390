import type { BalanceTransactionRow } from '../core/kinds.ts'
import { kindOf } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { settlementCurrency } from '../money/exchange.ts'
import { atRate } from '../money/rates.ts'

/** Which way the money of an object moves a balance; the others' transactions are not their whole amount. */
const SIGNS: Readonly<Record<string, 1 | -1>> = {
  charge: 1,
  payment: 1,
  refund: -1,
  payment_refund: -1,
  payment_failure_refund: -1,
  refund_failure: 1,
  transfer: -1,
  transfer_refund: 1,
  application_fee: 1,
  application_fee_refund: -1,
  topup: 1,
  topup_reversal: -1,
}

/** What moves a balance is what its source says, at the rate that it names; without a rate both are of one currency. */
export function brokenExchanges(world: World, account: string, rows: readonly BalanceTransactionRow[]): string[] {
  return rows.flatMap((row) => {
    const sign = SIGNS[row.type]
    const source = sign === undefined ? undefined : sourceOf(world, account, String(row.source))
    if (sign === undefined || source === undefined) return []
    const amount = atRate(sign * source.amount, row.exchange_rate ?? 1)
    const isConverted = row.exchange_rate !== null
    const holds = settlementCurrency(world, account, source.currency) === row.currency
    return amount === row.amount && holds && isConverted === (row.currency !== source.currency)
      ? []
      : [`${row.id}: ${row.amount} ${row.currency} of ${source.amount} ${source.currency}`]
  })
}

function sourceOf(world: World, account: string, id: string): { amount: number; currency: string } | undefined {
  const kind = kindOf(id)
  if (kind === 'charge') {
    const { amount_captured, currency } = world.require('charge', account, id)
    return { amount: amount_captured, currency }
  }
  if (kind === 'refund' || kind === 'transfer' || kind === 'transfer_reversal' || kind === 'topup') {
    return world.require(kind, account, id)
  }
  return kind === 'application_fee' || kind === 'fee_refund' ? world.require(kind, account, id) : undefined
}
