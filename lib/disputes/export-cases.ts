import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { summed } from '#lib/platform/export-columns.ts'
import { type CaseQuery, listCases } from './list-cases.ts'
import { CASE_KIND_WORDS, statusLook } from './status-model.ts'

const PAGE = 1_000

export const CASE_HEADER = [
  'Id',
  'Kind',
  'Status',
  'Reason',
  'Network',
  'Currency',
  summed('Amount'),
  'Answer due',
  'Opened',
  'Chance',
  'Seller id',
  'Seller',
  'Charge',
]

type Filter = Omit<CaseQuery, 'after' | 'before' | 'limit'>

/** Every case the filters let through, as cells, in the list's order. */
export async function* exportCases(actor: Actor, filter: Filter, at: Date): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listCases(tx, { ...filter, after, limit: PAGE }, at))
    yield page.rows.map((row) => [
      row.id,
      CASE_KIND_WORDS[row.kind],
      statusLook(row.status).word,
      row.reason,
      row.network,
      row.amount.currency,
      plainDecimal(row.amount),
      row.dueAt ?? '',
      row.createdAt,
      row.chance,
      row.sellerId,
      row.sellerName,
      row.chargeId,
    ])
    after = page.nextCursor
  } while (after !== null)
}
