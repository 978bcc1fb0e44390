// Matching by name measured against one bare statement over the same tables that writes the same rows, and one new file of 10,000
// lines against a short and a long history. Sizes can be made smaller for a first look: BENCH_MATCHING_ITEMS, BENCH_MATCHING_HISTORY.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { classifyItems } from '#lib/reconciliation/matching/classify-items.ts'
import { matchDue } from '#lib/reconciliation/matching/run-matching.ts'
import type { Measurement } from './windows.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const TODAY = '2026-11-20'
const NEW_LINES = 10_000
const SHORT_HISTORY = 50_000
/** One in so many expected lines has no observed one, and one in so many differs. */
const MISSING_EVERY = 97
const DIFFERS_EVERY = 89
const SAMPLE_MS = 200

const sizeOf = (name: string, usual: number) => Number.parseInt(process.env[name] ?? '', 10) || usual

export async function benchMatching(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    await client.query(readFileSync(new URL('./matching-bare.sql', import.meta.url), 'utf8'))
    const bulk = await bulkAgainstBare(client, entity)
    const incremental = await longAgainstShort(client, entity)
    return [...bulk, ...incremental]
  } finally {
    await client.end()
  }
}

/** Expected and observed lines with the same keys, but for what is missing and what differs. */
async function fill(client: pg.Client, table: string, entity: Entity, from: number, count: number): Promise<void> {
  await client.query(
    `INSERT INTO ${table} (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
     SELECT $1, false, 'records', side, side || n, 'ord-' || n, 'USD',
            1000 + n % 5000 + CASE WHEN side = 'observed' AND n % ${DIFFERS_EVERY} = 0 THEN 7 ELSE 0 END,
            date '2026-01-01' + (n % 300)::int, 'Order ' || n, 'expected', true
       FROM generate_series($2::int, $2::int + $3::int - 1) AS n CROSS JOIN unnest(ARRAY['expected', 'observed']) AS side
      WHERE side = 'expected' OR n % ${MISSING_EVERY} <> 0`,
    [entity.id, from, count],
  )
  await client.query(`ANALYZE ${table}`)
}

const BARE = `
WITH pairs AS MATERIALIZED (
  SELECT nextval('match_id_seq') AS match_id, e.id AS expected_id, o.id AS observed_id, o.amount_minor - e.amount_minor AS difference
    FROM bare_item e JOIN bare_item o ON o.domain = e.domain AND o.currency = e.currency AND o.key = e.key AND o.side = 'observed'
   WHERE e.side = 'expected'
), kept AS (
  INSERT INTO bare_match (id, entity_id, livemode, domain, rule, method, state, score, parts, differs, currency, difference_minor, expected_ids,
                          observed_ids, made_by, made_at)
  SELECT match_id, $1, false, 'records', 'key', 'auto', 'live', 1000, '[]', CASE WHEN difference = 0 THEN '' ELSE 'amount' END, 'USD', difference,
         ARRAY[expected_id], ARRAY[observed_id], 'system', now() FROM pairs
)
UPDATE bare_item i SET held = 'key', match_id = p.match_id, is_due = false, state = CASE WHEN p.difference = 0 THEN 'matched_auto' ELSE 'over' END
  FROM (SELECT match_id, expected_id AS id, difference FROM pairs UNION ALL SELECT match_id, observed_id, difference FROM pairs) p WHERE i.id = p.id`
const BARE_MISSING = `UPDATE bare_item SET state = 'missing', is_due = false WHERE held = 'open'`

async function bulkAgainstBare(client: pg.Client, entity: Entity): Promise<Measurement[]> {
  const items = sizeOf('BENCH_MATCHING_ITEMS', 1_000_000)
  await fill(client, 'match_item', entity, 1, items)
  await fill(client, 'bare_item', entity, 1, items)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${BARE.replaceAll('$1', `'${entity.id}'`)}`)
  console.log(rows.map((row) => `        ${row['QUERY PLAN']}`).join('\n'))

  const [bareMs] = await timed(async () => {
    await client.query(BARE, [entity.id])
    await client.query(BARE_MISSING)
  })
  const [ownMs, peakMib] = await timed(() => matchRecords(entity))
  await requireSame(client)
  const rate = (ms: number) => `${Math.round((items * 1_000) / ms).toLocaleString('en')} pairs/s`
  return [
    {
      name: `matching ${items.toLocaleString('en')} lines to as many expected ones, of one bare statement`,
      ratio: bareMs / ownMs,
      atLeast: 0.5,
      detail: `${rate(ownMs)} against ${rate(bareMs)}`,
    },
    {
      name: 'memory of the Node process, of 300 MiB',
      ratio: 300 / peakMib,
      atLeast: 1,
      detail: `${Math.round(peakMib)} MiB at its peak`,
    },
  ]
}

const matchRecords = async (entity: Entity) => {
  const within = <T>(work: Parameters<typeof inRawTransaction<T>>[1]) => inRawTransaction(SYSTEM(entity), work)
  await matchDue({ within, domain: 'records', at: AT })
  await within((tx) => classifyItems(tx, 'records', TODAY))
}

/** Milliseconds, and the resident memory at its peak while it ran. */
async function timed(work: () => Promise<unknown>): Promise<[ms: number, peakMib: number]> {
  let peak = 0
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, SAMPLE_MS)
  const start = performance.now()
  await work()
  clearInterval(sampler)
  return [performance.now() - start, Math.max(peak, process.memoryUsage().rss) / 1_048_576]
}

/** Both sides must have come to the same matches, or their times say nothing. */
async function requireSame(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ own: string; bare: string }>(
    `SELECT (SELECT count(*) || ':' || sum(difference_minor) FROM match WHERE state = 'live') AS own,
            (SELECT count(*) || ':' || sum(difference_minor) FROM bare_match) AS bare`,
  )
  if (rows[0] === undefined || rows[0].own !== rows[0].bare)
    throw new Error(`The two sides matched differently: ${rows[0]?.own} against ${rows[0]?.bare}.`)
}

/** The same new lines against a short history, then against a long one; the median of three of each. */
async function longAgainstShort(client: pg.Client, entity: Entity): Promise<Measurement[]> {
  const history = sizeOf('BENCH_MATCHING_HISTORY', 5_000_000)
  await client.query('TRUNCATE match_item, match, bare_item, bare_match')
  let next = 1
  const grow = async (count: number) => {
    await fill(client, 'match_item', entity, next, count)
    next += count
    await client.query(`UPDATE match_item SET is_due = false, state = 'missing' WHERE is_due`)
    await client.query('VACUUM ANALYZE match_item')
  }
  const newLines = async () => {
    const times: number[] = []
    const pages: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await fill(client, 'match_item', entity, next, NEW_LINES)
      next += NEW_LINES
      const before = await pagesRead(client, entity)
      const [ms] = await timed(() => matchRecords(entity))
      times.push(ms)
      pages.push((await pagesRead(client, entity)) - before)
    }
    return { ms: median(times), pages: median(pages) }
  }
  await grow(SHORT_HISTORY / 2)
  const short = await newLines()
  await grow(history / 2)
  const long = await newLines()
  const name = `one file of ${NEW_LINES.toLocaleString('en')} lines against ${history.toLocaleString('en')}, of the same against ${SHORT_HISTORY.toLocaleString('en')}`
  return [
    {
      name,
      ratio: short.ms / long.ms,
      atLeast: 1 / 1.3,
      detail: `${Math.round(long.ms)} ms against ${Math.round(short.ms)} ms`,
    },
    {
      name: `${name}, in pages of the database, which no other load changes`,
      ratio: short.pages / long.pages,
      atLeast: 1 / 1.3,
      detail: `${long.pages.toLocaleString('en')} against ${short.pages.toLocaleString('en')}`,
    },
  ]
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Pages that were looked at in this database so far, from memory or from disk. */
async function pagesRead(client: pg.Client, entity: Entity): Promise<number> {
  await inRawTransaction(SYSTEM(entity), (tx) => tx.sql('SELECT pg_stat_force_next_flush()::text'))
  const { rows } = await client.query<{ pages: string }>(
    `SELECT (blks_hit + blks_read)::text AS pages FROM pg_stat_database WHERE datname = current_database()`,
  )
  return Number(rows[0]?.pages ?? 0)
}
