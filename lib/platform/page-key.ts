/** Some rows of a list, and the keys its neighbours are asked for with. */
export type Page<Row> = {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
  readonly previousCursor: string | null
}

/** Where a page begins: the value rows are sorted by, and the id that makes it unique. */
export type PageKey = { readonly value: string; readonly id: string }

const KEY = /^(.{0,200})~([a-z]{2,5}_[0-9A-Za-z_]{1,60})$/u

/** A key as it stands in the address. */
export function writeKey({ value, id }: PageKey): string {
  return `${value}~${id}`
}

/** A key from the address; null when it is none that `writeKey` wrote. */
export function readKey(text: string | null): PageKey | null {
  const [, value, id] = KEY.exec(text ?? '') ?? []
  return value === undefined || id === undefined ? null : { value, id }
}

/** Where a list that is no table was turned to, as its address says: a minus before a key turns back. */
export function readTurn(text: string | string[] | undefined): { after?: string; before?: string } {
  if (typeof text !== 'string') return {}
  return text.startsWith('-') ? { before: text.slice(1) } : { after: text }
}

type Paging<Row> = {
  readonly isBackward: boolean
  readonly isFirst: boolean
  readonly limit: number
  readonly keyOf: (row: Row) => PageKey
}

/** Cuts the row that was read to see whether there is more, and names the neighbours' keys. */
export function pageOf<Row>(found: readonly Row[], { isBackward, isFirst, limit, keyOf }: Paging<Row>): Page<Row> {
  const hasMore = found.length > limit
  const rows = isBackward ? found.slice(0, limit).reverse() : found.slice(0, limit)
  const [first, last] = [rows[0], rows.at(-1)]
  const isEnd = !isBackward && !hasMore
  const isStart = isBackward ? !hasMore : isFirst
  return {
    rows,
    nextCursor: last === undefined || isEnd ? null : writeKey(keyOf(last)),
    previousCursor: first === undefined || isStart ? null : writeKey(keyOf(first)),
  }
}
