import { parseAsStringLiteral } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { createListLoader } from './list-params.ts'

const load = createListLoader({ status: parseAsStringLiteral(['open', 'resolved']) })

describe('list params', () => {
  test('an empty address is the first page of fifty', () => {
    expect(load({})).toEqual({
      q: null,
      sort: null,
      dir: null,
      after: null,
      before: null,
      limit: 50,
      status: null,
    })
  })

  test('reads what an address says', () => {
    expect(load('?q=in_123&sort=net&dir=desc&after=stl_9&limit=100&status=open')).toMatchObject({
      q: 'in_123',
      sort: 'net',
      dir: 'desc',
      after: 'stl_9',
      limit: 100,
      status: 'open',
    })
  })

  test.each([['limit=1000000'], ['limit=-1'], ['limit=abc'], ['dir=sideways'], ['status=dropped'], ['q=%20%20']])(
    'what is not offered counts as not given: %s',
    (query) => {
      expect(load(`?${query}`)).toEqual(load({}))
    },
  )

  test('cuts a search that nobody typed', () => {
    expect(load({ q: 'x'.repeat(5_000) }).q).toHaveLength(200)
  })
})
