import { exponentOf } from '#lib/money/currency.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { MatchDomain } from './match-model.ts'
import { itemsTaken, notTogether } from './refusals.ts'

/** What people may call the same without asking anybody although the amounts differ, in whole units of the currency. */
const ALONE_MAJOR_MAX = 1_000n

export type ForcedItem = {
  readonly id: bigint
  readonly objectId: string
  readonly side: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly held: string
  readonly state: string
  readonly happenedOn: string
}

/** Open items of both sides that people say are the same. */
export type ForcedItems = {
  readonly domain: MatchDomain
  readonly all: readonly ForcedItem[]
  readonly expected: readonly ForcedItem[]
  readonly observed: readonly ForcedItem[]
  readonly currency: string
  /** Observed less expected. */
  readonly differenceMinor: bigint
}

type Chosen = {
  readonly domain: MatchDomain
  /** Objects of both sides: several on one side split the other. */
  readonly expected: readonly string[]
  readonly observed: readonly string[]
}

/** The chosen items, held until the transaction ends. Refuses items that another match holds, and two currencies. */
export async function lockForced(tx: Sql, { domain, expected, observed }: Chosen): Promise<ForcedItems> {
  const items = await tx.sql<ForcedItem>(
    `SELECT id, object_id AS "objectId", side, currency::text AS currency, amount_minor AS "amountMinor", held, state,
            happened_on::text AS "happenedOn" FROM match_item
      WHERE entity_id = $1 AND livemode = $2 AND domain = $3
        AND ((side = 'expected' AND object_id = ANY($4::text[])) OR (side = 'observed' AND object_id = ANY($5::text[]))) ORDER BY id FOR UPDATE`,
    [tx.scope.entityId, tx.scope.livemode, domain, [...expected], [...observed]],
  )
  const [first] = items
  const sides = {
    expected: items.filter(({ side }) => side === 'expected'),
    observed: items.filter(({ side }) => side === 'observed'),
  }
  const isWhole = sides.expected.length === expected.length && sides.observed.length === observed.length
  if (first === undefined || !isWhole || expected.length === 0 || observed.length === 0) throw notTogether()
  if (items.some(({ currency }) => currency !== first.currency)) throw notTogether()
  if (items.some(({ held, state }) => held !== 'open' || state === 'void')) throw itemsTaken()
  const differenceMinor = sumOf(sides.observed) - sumOf(sides.expected)
  return { domain, all: items, ...sides, currency: first.currency, differenceMinor }
}

/** Whether the difference is one that a person may accept alone. */
export const isWithinAlone = ({ currency, differenceMinor }: Pick<ForcedItems, 'currency' | 'differenceMinor'>) =>
  sizeOf(differenceMinor) <= aloneLimit(currency).minor

export const aloneLimit = (currency: string) => money(ALONE_MAJOR_MAX * 10n ** BigInt(exponentOf(currency)), currency)

export const sizeOf = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

export const sumOf = (items: readonly Pick<ForcedItem, 'amountMinor'>[]): bigint =>
  items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
