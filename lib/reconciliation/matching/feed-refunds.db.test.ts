import { beforeEach, expect, test } from 'vitest'
import { inRawTransaction, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { findInRecords } from '../variances/find-in-records.ts'
import { feedRecords } from './feed-records.ts'
import { run, theEntity, theRows } from './testing.ts'

let count = 0
const scope = () => ({ entity_id: theEntity().id, livemode: false })
const own = (name: string) => `${name}_${theEntity().id}`

beforeEach(async () => {
  count = 0
  await order('1')
})

/** An order that was collected and is known to the order system. */
async function order(name: string): Promise<void> {
  await theRows().insert('settlement', {
    ...scope(),
    id: own(`stl_${name}`),
    source_id: own(`ch_${name}`),
    charge_id: own(`ch_${name}`),
    order_id: `ORD-${name}`,
    state: 'settled',
    currency: 'USD',
    volume_minor: '9000',
    volume_currency: 'usd',
    accounting_on: '2026-10-10',
    updated_at: '2026-10-10T00:00:00Z',
  })
  await records([{ order: `ORD-${name}`, minor: 9_000, on: '2026-10-10', kind: 'sale' }])
}

async function refund(id: string, minor: number, options: { on?: string; status?: string } = {}): Promise<void> {
  const { on = '2026-10-12', status = 'succeeded' } = options
  await theRows().query('DELETE FROM refund WHERE entity_id = $1 AND id = $2', [theEntity().id, own(id)])
  await theRows().insert('refund', {
    ...scope(),
    account: theEntity().stripeAccount,
    id: own(id),
    status,
    amount_minor: `${minor}`,
    currency: 'usd',
    charge_id: own('ch_1'),
    created_at: `${on}T10:00:00Z`,
  })
  await theRows().query('UPDATE settlement SET updated_at = now() WHERE entity_id = $1', [theEntity().id])
}

type Line = {
  order?: string
  minor: number
  on?: string
  kind?: 'sale' | 'refund'
  payment?: string
  refundOf?: string
}
async function records(lines: readonly Line[]): Promise<void> {
  count += 1
  const file = own(`rfl_${count}`)
  await theRows().insert('seller_record_file', { ...scope(), id: file, file_hash: file, state: 'imported' })
  for (const [index, line] of lines.entries()) {
    const {
      order: orderId = 'ORD-1',
      minor,
      on = '2026-10-12',
      kind = 'refund',
      payment = 'stripe',
      refundOf = '',
    } = line
    await theRows().insert('seller_record', {
      ...scope(),
      file_id: file,
      record_key: `${file}:${index}`,
      kind,
      order_id: orderId,
      happened_on: on,
      gross_minor: `${minor}`,
      currency: 'USD',
      payment,
      refund_of: refundOf,
    })
  }
}

/** Something the order system shows weeks later, so that it speaks of all days before. */
const later = () => records([{ order: 'ORD-9', minor: -1, on: '2026-11-10', payment: 'elsewhere' }])

async function found(): Promise<string[]> {
  await run()
  const variances = await inTransaction(SYSTEM(theEntity()), findInRecords)
  return variances
    .map(({ class: name, amountMinor, subjectId }) => `${name} ${amountMinor} ${subjectId.split('_ent')[0]}`)
    .sort()
}

test('refunds are the order system’s by order and amount, also two of one order and with numbers of their own', async () => {
  await refund('re_1', 2_000)
  await refund('re_2', 500)
  await records([{ minor: -500 }, { order: 'RF-7', refundOf: 'ord-1', minor: -2_000 }])
  await later()
  expect(await found()).toEqual([])
  const matches = await theRows().query<{ minor: string }>(
    `SELECT i.amount_minor::text AS minor FROM match m JOIN match_item i ON i.id = m.expected_ids[1] AND i.key LIKE 'refund:%'
      WHERE m.entity_id = $1 AND m.state = 'live' AND m.differs = '' ORDER BY i.amount_minor`,
    [theEntity().id],
  )
  expect(matches).toEqual([{ minor: '-2000' }, { minor: '-500' }])
})

test('what one side lacks, and what differs, is a variance of its own class', async () => {
  await refund('re_1', 2_000)
  await records([{ minor: -1_500 }])
  await later()
  expect(await found()).toEqual(['refund_record_mismatch 500 re_1'])
  await refund('re_2', 700)
  expect(await found()).toEqual(['refund_record_mismatch 500 re_1', 'refund_record_missing 700 re_2'])
  await records([{ minor: -700 }, { minor: -300 }])
  expect(await found()).toEqual(['refund_not_made -300 refund:rfl_4', 'refund_record_mismatch 500 re_1'])
})

test('an order system that never shows refunds lacks none, and one whose last day is near may show it yet', async () => {
  await refund('re_1', 2_000)
  await records([{ order: 'ORD-9', minor: 100, on: '2026-11-10', kind: 'sale', payment: 'elsewhere' }])
  expect(await found()).toEqual([])
  await refund('re_2', 300, { on: '2026-11-09' })
  await records([{ order: 'ORD-8', minor: -5, on: '2026-10-01', payment: 'elsewhere' }])
  expect(await found()).toEqual(['refund_record_missing 2000 re_1'])
})

test('a refund that came back is expected no more, whichever side says so first', async () => {
  await refund('re_1', 2_000)
  await records([{ minor: -2_000 }])
  await later()
  expect(await found()).toEqual([])
  await records([{ minor: 2_000, on: '2026-10-20' }])
  expect(await found()).toEqual(['refund_record_missing 2000 re_1'])
  await refund('re_1', 2_000, { status: 'failed' })
  expect(await found()).toEqual([])
})

/** How many items the planner believes in, each time right before a statement reads them. */
async function beliefs(work: (tx: Sql) => Promise<unknown>): Promise<number[]> {
  const seen: number[] = []
  await inRawTransaction(SYSTEM(theEntity()), (tx) => {
    const look = async (text: string) => {
      if (!/(FROM|JOIN|UPDATE) match_item/.test(text)) return
      const found = await tx.sql<{ rows: number }>(
        "SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'match_item'::regclass",
      )
      seen.push(...found.map(({ rows }) => rows))
    }
    return work({
      scope: tx.scope,
      sql: (text, values) => look(text).then(() => tx.sql(text, values)),
      exec: (text, values) => look(text).then(() => tx.exec(text, values)),
    })
  })
  return seen
}

test('a year that comes at once is counted before the next statement of the same reading is planned', async () => {
  await records([{ minor: -1 }])
  await theRows().query(
    `INSERT INTO seller_record SELECT (jsonb_populate_record(r, jsonb_build_object('id', r.id + n * 2 + side, 'kind', k.kind,
       'record_key', k.kind || n, 'order_id', 'ORD-many' || n, 'gross_minor', minor))).*
       FROM seller_record r CROSS JOIN generate_series(1, 1200) AS n CROSS JOIN (VALUES (1, 'sale', 900), (2, 'refund', -900)) AS k (side, kind, minor)
      WHERE r.entity_id = $1 AND r.kind = 'refund'`,
    [theEntity().id],
  )
  const [believed = 0, ...more] = await beliefs(feedRecords)
  expect(more).toEqual([])
  expect(believed).toBeGreaterThanOrEqual(2 * 1_200)
})
