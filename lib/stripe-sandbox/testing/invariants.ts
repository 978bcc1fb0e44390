import type { ApplicationFeeRow, BalanceTransactionRow, DisputeRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from '../money/ledger.ts'
import { atRate } from '../money/rates.ts'
import { brokenExchanges } from './exchanges.ts'
import { brokenReserves } from './reserves.ts'

/** Every broken promise of the ledger, in words; none is the only good answer. */
export function brokenInvariants(world: World): string[] {
  const accounts = world.store.all('account', world.platform).map(({ id }) => id)
  return [
    ...accounts.flatMap((account) => brokenIn(world, account)),
    ...brokenTransfers(world),
    ...brokenFees(world),
    ...brokenReserves(world, accounts),
  ]
}

function brokenIn(world: World, account: string): string[] {
  const rows = world.store.all('balance_transaction', account)
  const broken = rows.flatMap((row) => [
    ...(row.net === row.amount - row.fee ? [] : [`${row.id}: net`]),
    ...(row.fee === row.fee_details.reduce((sum, detail) => sum + detail.amount, 0) ? [] : [`${row.id}: fee`]),
  ])
  for (const { currency, available, pending } of fundsOf(world, account)) {
    const sum = total(rows.filter((row) => row.currency === currency && row.balance_type === 'payments'))
    if (available + pending !== sum) broken.push(`${account}: balance in ${currency}`)
  }
  return [
    ...broken,
    ...brokenPayouts(world, account, rows),
    ...brokenRefunds(world, account),
    ...brokenDisputes(world, account, rows),
    ...brokenExchanges(world, account, rows),
  ]
}

/** An automatic payout is what it takes along; one that came to nothing put its amount back. */
function brokenPayouts(world: World, account: string, rows: readonly BalanceTransactionRow[]): string[] {
  return world.store.all('payout', account).flatMap((payout) => {
    const lines = rows.filter((row) => row._payout === payout.id && row.id !== payout.balance_transaction)
    const isWhole = !payout.automatic || total(lines) === payout.amount
    const back = rows.find((row) => row.id === payout.failure_balance_transaction)?.net ?? 0
    const isOver = payout.status === 'failed' || payout.status === 'canceled'
    return [
      ...(isWhole ? [] : [`${payout.id}: lines`]),
      ...(back === (isOver ? payout.amount : 0) ? [] : [`${payout.id}: what came back`]),
    ]
  })
}

const TAKEN = new Set(['needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review'])

/** A charge counts the refunds that stand; with what disputes took, they are never more than it took itself. */
function brokenRefunds(world: World, account: string): string[] {
  return world.store.all('charge', account).flatMap((charge) => {
    const refunded = world.store
      .all('refund', account, { charge: charge.id })
      .filter(({ status }) => status !== 'failed' && status !== 'canceled')
      .reduce((sum, refund) => sum + refund.amount, 0)
    const disputed = world.store
      .all('dispute', account, { charge: charge.id })
      .filter(({ status }) => TAKEN.has(status))
      .reduce((sum, dispute) => sum + dispute.amount, 0)
    return [
      ...(charge.amount_refunded === refunded ? [] : [`${charge.id}: refunded`]),
      ...(refunded + disputed <= charge.amount_captured ? [] : [`${charge.id}: more went back than came`]),
    ]
  })
}

/** Money is gone while a dispute stands or when it is lost, and only then. */
function brokenDisputes(world: World, account: string, rows: readonly BalanceTransactionRow[]): string[] {
  const wanted = ({ status, amount }: DisputeRow) =>
    TAKEN.has(status) ? [-amount] : status === 'won' && amount > 0 ? [-amount, amount] : []
  return world.store.all('dispute', account).flatMap((dispute) => {
    const own = dispute._transactions.flatMap((id) => rows.find((row) => row.id === id) ?? [])
    const amounts = wanted(dispute)
    const isRight = own.every((row, index) => row.amount === atRate(amounts[index] ?? 0, row.exchange_rate ?? 1))
    return isRight && own.length === amounts.length
      ? []
      : [`${dispute.id}: money of a dispute that is ${dispute.status}`]
  })
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

/** An application fee counts what was given back of it, and its payer paid what the platform got. */
function brokenFees(world: World): string[] {
  return world.store.all('application_fee', world.platform).flatMap((fee) => {
    const refunded = world.store
      .all('fee_refund', world.platform, { fee: fee.id })
      .reduce((sum, refund) => sum + refund.amount, 0)
    const counts = fee.amount_refunded === refunded && refunded <= fee.amount
    return [...(counts ? [] : [`${fee.id}: refunded`]), ...brokenPayer(world, fee)]
  })
}

/** Between accounts that hold the fee's currency themselves it is the same on both sides, taken and given back. */
function brokenPayer(world: World, fee: ApplicationFeeRow): string[] {
  const payment = world.require('charge', fee.account, fee.charge)
  const paid = world.require('balance_transaction', fee.account, payment.balance_transaction ?? '')
  const got = world.require('balance_transaction', world.platform, fee.balance_transaction ?? '')
  if (paid.currency !== fee.currency || got.currency !== fee.currency) return []
  const taken = paid.fee_details.filter(({ type }) => type === 'application_fee')
  const back = world.store
    .all('balance_transaction', fee.account, { source: fee.charge, type: 'adjustment' })
    .reduce((sum, row) => sum + row.amount, 0)
  const left = taken.reduce((sum, { amount }) => sum + amount, 0) - back
  return left === fee.amount - fee.amount_refunded && got.amount === fee.amount ? [] : [`${fee.id}: payer`]
}

const total = (rows: readonly BalanceTransactionRow[]) => rows.reduce((sum, row) => sum + row.net, 0)
