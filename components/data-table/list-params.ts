import { createLoader, createParser, type ParserMap, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const PAGE_SIZES = [25, 50, 100, 200] as const
export type PageSize = (typeof PAGE_SIZES)[number]

const QUERY_CHARACTERS_MAX = 200

/** A page size of the list, never a number that somebody made up in the address. */
const parseAsPageSize = createParser<PageSize>({
  parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
  serialize: String,
}).withDefault(50)

/** Words searched for: trimmed, short, null when there are none. */
const parseAsQuery = createParser<string>({
  parse: (text) => text.trim().slice(0, QUERY_CHARACTERS_MAX) || null,
  serialize: (words) => words,
})

/** What every list keeps in its address: search, order, the key to page from, page size. */
export const listParams = {
  q: parseAsQuery,
  sort: parseAsString,
  dir: parseAsStringLiteral(['asc', 'desc']),
  after: parseAsString,
  before: parseAsString,
  limit: parseAsPageSize,
}

/** Reads a list's address on the server: the common part and the room's own filters. */
export function createListLoader<Filters extends ParserMap>(filters: Filters) {
  return createLoader({ ...listParams, ...filters })
}
