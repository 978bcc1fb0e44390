import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { count, day } from '#lib/platform/export-columns.ts'
import { type ContractQuery, listContracts } from './list-contracts.ts'

const PAGE = 500

export const CONTRACT_HEADER = [
  'Contract id',
  'Contract',
  'Seller id',
  'Seller',
  count('Version'),
  day('Since'),
  'Rates',
  'Tiers',
  day('Next change'),
  'Draft',
]

/** Every contract the filters let through, as cells, a page per read. */
export async function* exportContracts(
  actor: Actor,
  today: string,
  query: Omit<ContractQuery, 'after' | 'before' | 'limit'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listContracts(tx, today, { ...query, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.name,
      row.sellerId,
      row.seller,
      row.version?.toString() ?? '',
      row.since ?? '',
      row.rules,
      row.tierCount.toString(),
      row.nextOn ?? '',
      row.draft ?? '',
    ])
    after = page.nextCursor
  } while (after !== null)
}
