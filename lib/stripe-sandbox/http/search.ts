import { invalid } from '../core/failure.ts'
import type { Kind, Rows } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import { integer, required, text } from './params.ts'
import { type Call, type Route, route } from './route.ts'

const CLAUSE = /^\s*(-?)([a-z_]+)(?:\['([^']+)'\])?\s*(:|=|>=|<=|>|<)\s*(?:'([^']*)'|"([^"]*)"|(\d+)|(null))\s*$/

/** Declares a search: clauses such as `status:'active'`, `metadata['k']:'v'` or `created>1700000000`, all of which hold. */
export const searchRoute = <K extends Kind>(pattern: string, kind: K): Route =>
  route('GET', pattern, { query: required(text), limit: integer, page: text }, (call) => {
    const { limit = 10, page, query } = call.params
    const tests = query.split(/\s+AND\s+/).map(clauseOf)
    const rows: Rows[K][] = call.world.store.list(kind, call.account, {}, { limit: 1_000_000 }).rows
    const found = rows.filter((row) => tests.every((test) => test(row)))
    const from = Number(page ?? 0)
    return answer(call, kind, {
      shown: found.slice(from, from + limit),
      isMore: found.length > from + limit,
      next: from + limit,
      pattern,
    })
  })

type Found<K extends Kind> = { shown: Rows[K][]; isMore: boolean; next: number; pattern: string }

const answer = <K extends Kind>(
  call: Call<unknown>,
  kind: K,
  { shown, isMore, next, pattern }: Found<K>,
): JsonObject => ({
  object: 'search_result',
  data: shown.map((row) => show(call.world, call.account, kind, row)),
  has_more: isMore,
  next_page: isMore ? String(next) : null,
  url: pattern,
})

function clauseOf(text: string): (row: object) => boolean {
  const parts = CLAUSE.exec(text)
  if (parts === null) throw invalid(`We were unable to parse your search query near: ${text}`, 'query')
  const [, not, field = '', key, sign, single, double, digits] = parts
  const wanted = single ?? double ?? digits ?? null
  const isTrue = (row: object): boolean => {
    const value: unknown = (row as Record<string, unknown>)[field]
    const found = key === undefined ? value : (value as Record<string, unknown> | null)?.[key]
    if (sign === ':' || sign === '=') return wanted === null ? found == null : String(found) === wanted
    const [left, right] = [Number(found), Number(wanted)]
    return sign === '>' ? left > right : sign === '<' ? left < right : sign === '>=' ? left >= right : left <= right
  }
  return (row) => isTrue(row) !== (not === '-')
}
