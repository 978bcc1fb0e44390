import type { Actor } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { currentSheet } from './opening-sheet.ts'
import { tieOut } from './tie-out.ts'

export const BOOKS_HEADER = ['seller', 'name', 'currency', 'payable', 'receivable', 'in transit', 'reserved']
export const TIE_HEADER = [
  'seller',
  'name',
  'currency',
  'line',
  'sheet',
  'our books',
  'opening',
  'problem',
  'difference',
]

/** What our books owe every seller at the end of a day, in the columns an opening sheet has. */
export async function* exportBooks(actor: Actor, on: string): AsyncGenerator<string[][]> {
  const sheet = { id: '', cutOverOn: on, totals: [] }
  const { lines } = await read(actor.scope, (tx) => tieOut(tx, { entity: actor.entity, sheet }))
  const plain = (minor: bigint, currency: string) =>
    formatMoney({ minor: minor < 0n ? 0n : minor, currency }, { withCurrency: false }).replaceAll(',', '')
  yield lines.map(({ sellerId, sellerName, currency, books }) => [
    sellerId,
    sellerName,
    currency,
    plain(books, currency),
    plain(-books, currency),
    plain(0n, currency),
    plain(0n, currency),
  ])
}

/** Every line of the current sheet beside our books, in minor units. */
export async function* exportTieOut(actor: Actor): AsyncGenerator<string[][]> {
  const tied = await read(actor.scope, async (tx) => {
    const sheet = await currentSheet(tx)
    return sheet === null ? null : tieOut(tx, { entity: actor.entity, sheet })
  })
  yield (tied?.lines ?? []).map(({ sellerId, sellerName, currency, lineNo, said, books, problem, difference }) => [
    sellerId,
    sellerName,
    currency,
    lineNo?.toString() ?? '',
    said.toString(),
    books.toString(),
    (said - books).toString(),
    problem,
    difference,
  ])
}
