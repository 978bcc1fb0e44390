import { invalid, missing } from '../core/failure.ts'
import { KINDS, type Kind, type Rows } from '../core/kinds.ts'
import { show, showList } from '../core/render.ts'
import type { Page, Where } from '../core/store.ts'
import type { JsonObject } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import type { Raw } from './form.ts'
import { integer, listOf, type Parsed, parse, range, type Shape, text } from './params.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

export type Call<P> = { world: World; account: string; params: P; ids: readonly string[] }
export type RawCall = Call<Record<string, Raw>>

export type Route = {
  method: Method
  /** `/v1/charges/:id`; each `:id` matches one segment. */
  pattern: string
  run: (call: RawCall) => { body: JsonObject; expand: readonly string[] }
}

/** Declares a call: its parameter table, and what it does. `expand` is understood everywhere. */
export function route<S extends Shape>(
  method: Method,
  pattern: string,
  shape: S,
  run: (call: Call<Parsed<S>>) => JsonObject,
): Route {
  return {
    method,
    pattern,
    run: ({ params, ...call }) => {
      const { expand, ...rest } = params
      const paths = expand === undefined ? [] : listOf(text).read(expand, 'expand')
      return { body: run({ ...call, params: parse(shape, rest) }), expand: paths }
    },
  }
}

const PAGING = { limit: integer, starting_after: text, ending_before: text }
const PAGE_LIMIT = 10
const PAGE_LIMIT_MAX = 100

/** Declares a read by id. */
export const getRoute = <K extends Kind>(pattern: string, kind: K): Route =>
  route('GET', pattern, {}, ({ world, account, ids }) =>
    show(world, account, kind, world.require(kind, account, lastOf(ids))),
  )

/** Declares a list with Stripe's paging. `filters` become conditions under their own names. */
export function listRoute<S extends Shape>(
  pattern: string,
  kind: Kind,
  filters: S,
  narrow: (call: Call<Record<string, unknown>>) => { where?: Where; account?: string; condition?: string } = () => ({}),
): Route {
  return route('GET', pattern, { ...filters, ...PAGING }, (call) => {
    const narrowed = narrow(call)
    const account = narrowed.account ?? call.account
    const named = Object.fromEntries(
      Object.keys(filters).map((name) => [name, condition((call.params as Record<string, unknown>)[name])]),
    )
    const page = {
      ...pageOf(call.world, account, kind, call.params),
      ...(narrowed.condition && { condition: narrowed.condition }),
    }
    const url = call.ids.reduce((path, id) => path.replace(':id', id), pattern)
    return showList(call.world, account, kind, { ...named, ...narrowed.where }, page, url)
  })
}

export const CREATED = { created: range }

/** What lives by a test clock is listed only when that clock is asked for. */
export const ownTime = ({ params }: Call<Record<string, unknown>>) =>
  params.test_clock === undefined ? { condition: 'by_test_clock IS NULL' } : {}

function condition(value: unknown): Where[string] {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value as Where[string]
}

function pageOf(world: World, account: string, kind: Kind, params: Parsed<typeof PAGING>): Page {
  const { limit = PAGE_LIMIT, starting_after, ending_before } = params
  if (limit < 1 || limit > PAGE_LIMIT_MAX) {
    throw invalid(`Invalid limit: must be between 1 and ${PAGE_LIMIT_MAX}`, 'limit', 'parameter_invalid_integer')
  }
  if (starting_after !== undefined && ending_before !== undefined) {
    throw invalid('You cannot parameterize both starting_after and ending_before.', 'ending_before')
  }
  const cursors = [
    ['starting_after', starting_after],
    ['ending_before', ending_before],
  ] as const
  for (const [name, cursor] of cursors) {
    if (cursor !== undefined && !world.store.find(kind, account, cursor)) {
      throw missing(KINDS[kind].noun, cursor, name, 400)
    }
  }
  return {
    limit,
    ...(starting_after !== undefined && { after: starting_after }),
    ...(ending_before !== undefined && { before: ending_before }),
  }
}

export const lastOf = (ids: readonly string[]): string => ids[ids.length - 1] ?? ''

/** The row as an answer. */
export const reply = <K extends Kind>({ world, account }: Call<unknown>, kind: K, row: Rows[K]): JsonObject =>
  show(world, account, kind, row)
