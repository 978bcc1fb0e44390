import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { UniqueViolation } from './database-fault.ts'
import {
  assertNoTransaction,
  closeDatabase,
  inRawTransaction,
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

function hold(tx: Sql, id: string, entityId: string): Promise<number> {
  return tx.exec(
    `INSERT INTO seller_hold (id, entity_id, livemode, seller_id, reason, placed_by, placed_at)
     VALUES ($1, $2, false, 'sel_1', 'test', 'system', '2026-01-01T00:00:00Z')`,
    [id, entityId],
  )
}

async function waiting(): Promise<string[]> {
  const rows = await read(ours, (tx) =>
    tx.sql<{ source: string }>("SELECT data ->> 'source' AS source FROM pgboss.job"),
  )
  return rows.map((row) => row.source)
}
