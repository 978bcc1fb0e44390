import { beforeEach, expect, test } from 'vitest'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { classifyItems } from './classify-items.ts'
import { matchByKey } from './match-by-key.ts'
import { runMatching } from './run-matching.ts'
import { AT, theEntity, theRows } from './testing.ts'

/** A table that the planner takes for one of some million rows per page, of which few are due. */
const HISTORY = `
INSERT INTO match_item (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, false, 'records', side, side || n, 'ord-' || n, 'USD', n, '2026-01-01', '', 'missing', n > 395
  FROM generate_series(1, 400) AS n CROSS JOIN unnest(ARRAY['expected', 'observed']) AS side`
const AS_IF_LONG = `UPDATE pg_class SET reltuples = 5000000 WHERE oid = 'match_item'::regclass`

beforeEach(async () => {
  await theRows().query(HISTORY, [theEntity().id])
  await theRows().query('ANALYZE match_item')
  await theRows().query(AS_IF_LONG)
})

/** Plans every statement before it runs. */
async function plansOf(work: (tx: Sql) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  await inRawTransaction(SYSTEM(theEntity()), async (tx) => {
    const plan = async (text: string, values: readonly unknown[] = []) => {
      const rows = await tx.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
    }
    await work({
      scope: tx.scope,
      sql: async (text, values) => {
        await plan(text, values)
        return tx.sql(text, values)
      },
      exec: async (text, values) => {
        await plan(text, values)
        return tx.exec(text, values)
      },
    })
  })
  return plans
}

test('a few due items are matched and classified without reading the history they stand in', async () => {
  const [due = '', pair = '', ...more] = await plansOf((tx) =>
    matchByKey(tx, { domain: 'records', after: '0', limit: 20_000, at: AT }),
  )
  expect(more).toEqual([])
  expect(due).toMatch(/Index.* Scan using match_item_(due|pkey)/)
  expect(pair).toContain('Index Scan using match_item_key')
  expect(pair).not.toContain('Seq Scan on match_item')
  const classified = await plansOf((tx) => classifyItems(tx, 'records', '2026-11-20'))
  expect(classified.join()).not.toMatch(/Seq Scan on match_item|(Hash|Merge) Join/)
  const [count] = await theRows().query<{ matches: number; due: number }>(
    `SELECT (SELECT count(*)::int FROM match WHERE entity_id = $1) AS matches, (SELECT count(*)::int FROM match_item WHERE entity_id = $1 AND is_due) AS due`,
    [theEntity().id],
  )
  expect(count).toEqual({ matches: 5, due: 0 })
})

test('names that come twice, or were matched before, take the long way by the same index', async () => {
  await theRows().query(
    `INSERT INTO match_item (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
     VALUES ($1, false, 'records', 'observed', 'again', 'ord-400', 'USD', 400, '2026-01-01', '', 'expected', true)`,
    [theEntity().id],
  )
  const [, , apart = '', pair = ''] = await plansOf((tx) =>
    matchByKey(tx, { domain: 'records', after: '0', limit: 20_000, at: AT }),
  )
  for (const plan of [apart, pair]) {
    expect(plan).toContain('Index Scan using match_item_key')
    expect(plan).not.toContain('Seq Scan on match_item')
  }
  const [count] = await theRows().query<{ matches: number }>(
    'SELECT count(*)::int AS matches FROM match WHERE entity_id = $1',
    [theEntity().id],
  )
  expect(count).toEqual({ matches: 5 })
})

test('what has just filled the table is counted before it is matched: the planner does not go by what was there before', async () => {
  await theRows().query(
    `INSERT INTO match_item (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
     SELECT $1, false, 'records', side, 'new ' || side || n, 'new-' || n, 'USD', n, '2026-01-01', '', 'expected', true
       FROM generate_series(1, 500) AS n CROSS JOIN unnest(ARRAY['expected', 'observed']) AS side`,
    [theEntity().id],
  )
  await runMatching({ entity: theEntity(), at: AT })
  const [known] = await theRows().query<{ rows: number }>(
    "SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'match_item'::regclass",
  )
  expect(known?.rows).toBeLessThan(100_000)
})
