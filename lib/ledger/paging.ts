/** Some rows of a list, and the keys its neighbours are asked for with. */
export type Page<Row> = {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
  readonly previousCursor: string | null
}

/** A key from the address bar: a whole number that fits, or nothing. */
export function cursorOf(text: string | null): string | null {
  return text !== null && /^\d{1,18}$/.test(text) ? text : null
}

type Paging<Row> = {
  readonly isBackward: boolean
  readonly isFirst: boolean
  readonly limit: number
  readonly keyOf: (row: Row) => string
}

/** Cuts the row that was read to see whether there is more, and names the neighbours' cursors. */
export function pageOf<Row>(found: readonly Row[], { isBackward, isFirst, limit, keyOf }: Paging<Row>): Page<Row> {
  const hasMore = found.length > limit
  const rows = isBackward ? found.slice(0, limit).reverse() : found.slice(0, limit)
  const [first, last] = [rows[0], rows.at(-1)]
  const isEnd = isBackward ? false : !hasMore
  const isStart = isBackward ? !hasMore : isFirst
  return {
    rows,
    nextCursor: last === undefined || isEnd ? null : keyOf(last),
    previousCursor: first === undefined || isStart ? null : keyOf(first),
  }
}
