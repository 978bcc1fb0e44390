import type { World } from '../core/world.ts'
import { balanceOf } from '../money/balance.ts'
import { fundsOf } from '../money/ledger.ts'

/** What is held is what can be released; what the platform sets aside is never less than nothing; both sides of a clearing agree. */
export function brokenReserves(world: World, accounts: readonly string[]): string[] {
  return [
    ...accounts.flatMap((account) => brokenHolds(world, account)),
    ...brokenCovers(world),
    ...brokenClearings(world),
  ]
}

function brokenHolds(world: World, account: string): string[] {
  const holds = world.store.all('reserve_hold', account)
  const held = fundsOf(world, account, undefined, 'risk_reserved')
  const currencies = new Set([...holds, ...held].map(({ currency }) => currency))
  return [...currencies].flatMap((currency) => {
    const releasable = holds
      .filter((hold) => hold.currency === currency)
      .reduce((sum, hold) => sum + (hold.amount_releasable ?? 0), 0)
    const found = held.find((one) => one.currency === currency)
    return (found?.available ?? 0) === releasable && (found?.pending ?? 0) === 0
      ? []
      : [`${account}: reserve in ${currency}`]
  })
}

function brokenCovers(world: World): string[] {
  const rows = world.store.all('reserve_transaction', world.platform)
  const sums = Object.groupBy(rows, ({ _account, currency }) => `${_account} ${currency}`)
  const below = Object.entries(sums).filter(([, own = []]) => own.reduce((sum, { amount }) => sum - amount, 0) < 0)
  const reserved = (balanceOf(world, world.platform).connect_reserved ?? []).reduce(
    (sum, { amount }) => sum + amount,
    0,
  )
  const setAside = rows.reduce((sum, { amount }) => sum - amount, 0)
  return [
    ...below.map(([name]) => `${name}: covered by less than nothing`),
    ...(reserved === setAside ? [] : [`connect_reserved: ${reserved} of ${setAside}`]),
  ]
}

function brokenClearings(world: World): string[] {
  return world.store.all('connect_collection_transfer', world.platform).flatMap(({ id, amount, destination }) => {
    const [out] = world.store.all('balance_transaction', world.platform, { source: id })
    const [back] = world.store.all('balance_transaction', String(destination), { source: id })
    return out?.net === -amount && back?.net === amount ? [] : [`${id}: sides`]
  })
}
