import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { UniqueViolation } from './database-fault.ts'
import {
  assertNoTransaction,
  closeDatabase,
  inRawTransaction,
  inRawTransactionEndingWith,
  inTransaction,
  read,
  type Scope,
  type Sql,
} from './db.ts'
import { enqueue } from './jobs.ts'
import { testDatabase } from './testing/database.ts'

const ours: Scope = { entityId: 'ent_ours', livemode: false, actor: 'system' }
const theirs: Scope = { ...ours, entityId: 'ent_theirs' }

afterAll(closeDatabase)

describe('a transaction', () => {
  test('sees and writes only rows of its own entity', async () => {
    await inTransaction(ours, (tx) => hold(tx, 'hld_1', 'ent_ours'))

    expect(await read(theirs, (tx) => tx.sql('SELECT id FROM seller_hold'))).toEqual([])
    expect(await read(ours, (tx) => tx.sql('SELECT id FROM seller_hold'))).toEqual([{ id: 'hld_1' }])
    await expect(inTransaction(theirs, (tx) => hold(tx, 'hld_2', 'ent_ours'))).rejects.toThrow(/row-level security/)
  })

  test('keeps live and test money apart', async () => {
    expect(await read({ ...ours, livemode: true }, (tx) => tx.sql('SELECT id FROM seller_hold'))).toEqual([])
  })

  test('refuses every statement outside the helper', async () => {
    const client = new pg.Client({ connectionString: testDatabase().appUrl })
    await client.connect()
    await expect(client.query('SELECT * FROM seller_hold')).rejects.toThrow(/permission denied/)
    await client.query('BEGIN; SET LOCAL ROLE tieout_app')
    expect((await client.query('SELECT * FROM seller_hold')).rows).toEqual([])
    await client.end()
  })

  test('refuses to write when it only reads', async () => {
    await expect(read(ours, (tx) => hold(tx, 'hld_3', 'ent_ours'))).rejects.toThrow(/read-only/)
  })

  test.each([
    ['with Prisma', inTransaction],
    ['without Prisma', inRawTransaction],
  ])('%s names the unique key that refused a row', async (_, open) => {
    await open(ours, (tx: Sql) => hold(tx, `hld_${open.name}`, 'ent_ours'))
    await expect(open(ours, (tx: Sql) => hold(tx, `hld_${open.name}`, 'ent_ours'))).rejects.toThrow(UniqueViolation)
  })

  test('rolls everything back when the work throws', async () => {
    await expect(
      inRawTransaction(ours, async (tx) => {
        await hold(tx, 'hld_gone', 'ent_ours')
        throw new Error('stop here')
      }),
    ).rejects.toThrow('stop here')
    expect(await read(ours, (tx) => tx.sql("SELECT id FROM seller_hold WHERE id = 'hld_gone'"))).toEqual([])
  })

  test('brings whole minor units back as bigint on both paths', async () => {
    const question = 'SELECT 9007199254740993::bigint AS minor'
    expect(await read(ours, (tx) => tx.sql(question))).toEqual([{ minor: 9007199254740993n }])
    expect(await inRawTransaction(ours, (tx) => tx.sql(question))).toEqual([{ minor: 9007199254740993n }])
  })

  test('takes arrays as parameters on both paths', async () => {
    const ask = (tx: Sql) =>
      tx.sql('SELECT a, b FROM unnest($1::text[], $2::bigint[]) AS x (a, b)', [
        ['p', 'q'],
        [1n, 9007199254740993n],
      ])
    const rows = [
      { a: 'p', b: 1n },
      { a: 'q', b: 9007199254740993n },
    ]
    expect(await read(ours, ask)).toEqual(rows)
    expect(await inRawTransaction(ours, ask)).toEqual(rows)
  })

  test('forbids a call to a provider inside it', async () => {
    expect(() => assertNoTransaction('a transfer')).not.toThrow()
    await expect(inTransaction(ours, async () => assertNoTransaction('a transfer'))).rejects.toThrow(
      /inside a database/,
    )
  })

  test('tries again after a deadlock', async () => {
    await inTransaction(ours, (tx) => Promise.all([hold(tx, 'hld_a', 'ent_ours'), hold(tx, 'hld_b', 'ent_ours')]))
    let together = 0
    let release = () => {}
    const bothHoldOne = new Promise<void>((resolve) => {
      release = resolve
    })
    const crossing = (first: string, second: string) =>
      inRawTransaction(ours, async (tx) => {
        await tx.exec('UPDATE seller_hold SET reason = reason WHERE id = $1', [first])
        together += 1
        if (together >= 2) release()
        await bothHoldOne
        await tx.exec('UPDATE seller_hold SET reason = reason WHERE id = $1', [second])
      })
    await Promise.all([crossing('hld_a', 'hld_b'), crossing('hld_b', 'hld_a')])
    // Both ran once and at least one of them again; on a busy machine both may be the victim.
    expect(together).toBeGreaterThanOrEqual(3)
  })
})

describe('a transaction whose last statement carries the commit', () => {
  const holding = (id: string) => ({ text: HOLD, values: [id, 'ent_ours'] })
  const held = (pattern: string) =>
    read(ours, (tx) => tx.sql<{ id: string }>('SELECT id FROM seller_hold WHERE id LIKE $1 ORDER BY id', [pattern]))

  test('commits what came before together with it, and returns its rows', async () => {
    const rows = await inRawTransactionEndingWith(ours, async (tx) => {
      await hold(tx, 'last_1', 'ent_ours')
      return { ...holding('last_2'), text: `${HOLD} RETURNING id` }
    })
    expect(rows).toEqual([{ id: 'last_2' }])
    expect(await held('last%')).toEqual([{ id: 'last_1' }, { id: 'last_2' }])
  })

  test('rolls everything back when it fails, and leaves the connection to the next', async () => {
    const twice = inRawTransactionEndingWith(ours, async (tx) => {
      await hold(tx, 'undone_1', 'ent_ours')
      return holding('undone_1')
    })
    await expect(twice).rejects.toThrow(UniqueViolation)
    expect(await held('undone%')).toEqual([])
  })

  test('says what is only checked at the commit', async () => {
    const entry = inRawTransactionEndingWith(ours, async (tx) => {
      await tx.exec('CREATE TEMPORARY TABLE late (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP')
      return { text: 'INSERT INTO late VALUES (1), (1)', values: [] }
    })
    await expect(entry).rejects.toThrow(UniqueViolation)
  })

  test('may do without one', async () => {
    const done = inRawTransactionEndingWith(ours, async (tx) => {
      await hold(tx, 'alone_1', 'ent_ours')
      return null
    })
    expect(await done).toEqual([])
    expect(await held('alone%')).toEqual([{ id: 'alone_1' }])
  })

  test('is refused as a whole when its scope is', async () => {
    const unknown = { ...ours, role: 'nobody' as 'tieout_app' }
    await expect(inRawTransactionEndingWith(unknown, async () => holding('stray_1'))).rejects.toThrow('"nobody"')
    expect(await held('stray%')).toEqual([])
  })
})

describe('a job', () => {
  test('exists exactly when the transaction that asked for it commits', async () => {
    await inTransaction(ours, (tx) => enqueue(tx, 'settle', { source: 'kept' }, { key: 'kept' }))
    await expect(
      inTransaction(ours, async (tx) => {
        await enqueue(tx, 'settle', { source: 'lost' }, { key: 'lost' })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await waiting()).toEqual(['kept'])
  })

  test('is queued once per key while it waits', async () => {
    await inTransaction(ours, (tx) => enqueue(tx, 'settle', { source: 'kept' }, { key: 'kept' }))
    await inRawTransaction(ours, (tx) => enqueue(tx, 'settle', { source: 'kept' }, { key: 'kept' }))
    expect(await waiting()).toEqual(['kept'])
  })
})

const HOLD = `INSERT INTO seller_hold (id, entity_id, livemode, seller_id, reason, placed_by, placed_at)
  VALUES ($1, $2, false, 'sel_1', 'test', 'system', '2026-01-01T00:00:00Z')`

const hold = (tx: Sql, id: string, entityId: string): Promise<number> => tx.exec(HOLD, [id, entityId])

async function waiting(): Promise<string[]> {
  const rows = await read(ours, (tx) =>
    tx.sql<{ source: string }>("SELECT data ->> 'source' AS source FROM pgboss.job"),
  )
  return rows.map((row) => row.source)
}
