import type { Caller } from './caller.ts'
import { readStripe } from './client.ts'
import { createdAt } from './map-money.ts'
import { currency, inner, items, minor, ownId, type Wire } from './wire.ts'

type Funds = {
  readonly balanceType: string
  readonly currency: string
  readonly availableMinor: bigint
  readonly pendingMinor: bigint
}

/** What an account holds now, per kind of balance and currency. */
export async function fetchFunds(caller: Caller): Promise<Funds[]> {
  const { body } = await readStripe(caller, 'balance')
  return [
    ...fundsIn('payments', amounts(body, 'available'), amounts(body, 'pending')),
    ...[
      ...fundsIn('connect_reserved', amounts(body, 'connect_reserved'), new Map()),
      ...OTHER_BALANCES.flatMap((type) => {
        const other = inner(body, type)
        return fundsIn(type, amounts(other, 'available'), amounts(other, 'pending'))
      }),
    ].filter(({ availableMinor, pendingMinor }) => availableMinor !== 0n || pendingMinor !== 0n),
  ]
}

/** Balances beside the one for payments: absent where an account has none, and named as its transactions name them. */
const OTHER_BALANCES = ['issuing', 'refund_and_dispute_prefunding', 'risk_reserved']

type Amounts = ReadonlyMap<string, bigint>

const fundsIn = (balanceType: string, available: Amounts, pending: Amounts): Funds[] =>
  [...new Set([...available.keys(), ...pending.keys()])].map((code) => ({
    balanceType,
    currency: code,
    availableMinor: available.get(code) ?? 0n,
    pendingMinor: pending.get(code) ?? 0n,
  }))

function amounts(balance: Wire, part: string): Amounts {
  const totals = new Map<string, bigint>()
  for (const item of items(balance, part)) {
    totals.set(currency(item), (totals.get(currency(item)) ?? 0n) + minor(item, 'amount'))
  }
  return totals
}

/** The newest balance transactions, newest first: they say up to where a balance was read. */
export async function fetchNewest(caller: Caller, limit: number): Promise<{ id: string; createdAt: Date }[]> {
  const { body } = await readStripe(caller, 'balance_transactions', { limit: `${limit}` })
  return items(body, 'data').map((wire) => ({ id: ownId(wire), createdAt: createdAt(wire) }))
}
