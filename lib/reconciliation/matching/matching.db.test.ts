import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { runMatching } from './run-matching.ts'

const AT = new Date('2026-11-20T12:00:00Z')

let rows: Rows
let entity: Entity
let count = 0

beforeAll(async () => {
  rows = await openRows()
})
beforeEach(async () => {
  count += 1
  entity = {
    id: `ent_${count}`,
    name: 'Marketplace',
    stripeAccount: `acct_${count}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    pausedAt: null,
    metadataKeys: { seller: 'seller', commissionBps: 'bps', category: 'category', orderId: 'order_id' },
  }
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

type Paid = { id: string; minor: number; on: string; trace?: string; currency?: string; status?: string }
type Line = { minor: number; on: string; text: string; currency?: string }

const scope = () => ({ entity_id: entity.id, livemode: false })

async function payout({ id, minor, on, trace, currency = 'USD', status = 'paid' }: Paid): Promise<void> {
  await rows.insert('payout', {
    ...scope(),
    account: entity.stripeAccount,
    id,
    status,
    amount_minor: `${minor}`,
    currency,
    arrival_at: `${on}T00:00:00Z`,
    created_at: `${on}T00:00:00Z`,
    raw: JSON.stringify(trace === undefined ? {} : { trace_id: { value: trace } }),
  })
}

let files = 0
async function statement(lines: readonly Line[], to = '2026-11-19', currency = 'USD'): Promise<void> {
  files += 1
  const account = `bank_${entity.id}_${currency}`
  await rows.query(
    `INSERT INTO bank_account (id, entity_id, livemode, name, currency, created_by, created_at) VALUES ($1, $2, false, 'Bank', $3, 'per', now())
     ON CONFLICT DO NOTHING`,
    [account, entity.id, currency],
  )
  const file = `bfl_${files}`
  await rows.insert('bank_file', {
    ...scope(),
    id: file,
    bank_account_id: account,
    file_hash: file,
    format: 'csv',
    source: 'upload',
    state: 'imported',
    first_on: '2026-10-01',
    last_on: to,
  })
  for (const [index, { minor, on, text }] of lines.entries()) {
    await rows.insert('bank_line', {
      ...scope(),
      bank_account_id: account,
      file_id: file,
      line_key: `${file}:${index}`,
      booked_on: on,
      amount_minor: `${minor}`,
      currency,
      reference: text,
    })
  }
}

const run = () => runMatching({ entity, at: AT })
/** What every item is, by its object. */
async function states(): Promise<Record<string, string>> {
  const found = await rows.query<{ object_id: string; side: string; state: string; amount_minor: string }>(
    `SELECT side, state, object_id, amount_minor::text FROM match_item WHERE entity_id = $1 ORDER BY side, amount_minor, object_id`,
    [entity.id],
  )
  return Object.fromEntries(
    found.map(({ side, object_id, amount_minor, state }) => [
      side === 'expected' ? object_id : `line ${amount_minor}`,
      state,
    ]),
  )
}
const liveMatches = () =>
  rows.query<{ rule: string; differs: string; difference_minor: string; expected: string; observed: string }>(
    `SELECT m.rule, m.differs, m.difference_minor::text, (SELECT string_agg(i.object_id, '+' ORDER BY i.object_id) FROM match_item i
              WHERE i.id = ANY(m.expected_ids)) AS expected,
            (SELECT string_agg(i.amount_minor::text, '+' ORDER BY i.amount_minor) FROM match_item i WHERE i.id = ANY(m.observed_ids)) AS observed
       FROM match m WHERE m.entity_id = $1 AND m.state = 'live' ORDER BY expected, observed`,
    [entity.id],
  )

describe('a payout', () => {
  test('is the bank line that names its trace id, whatever else the bank writes', async () => {
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
    await payout({ id: 'po_2', minor: 5_000, on: '2026-11-02', trace: 'AAAHN7SU6QOV8AF' })
    await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5x4hn7su6qov8af/xx' }])
    await run()
    expect(await liveMatches()).toEqual([
      { rule: 'key', differs: '', difference_minor: '0', expected: 'po_1', observed: '5000' },
    ])
    expect(await states()).toEqual({ po_1: 'matched_auto', po_2: 'missing', 'line 5000': 'matched_auto' })
  })

  test('that came short is under, and says by how much', async () => {
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
    await statement([{ minor: 4_975, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
    await run()
    expect(await liveMatches()).toMatchObject([{ differs: 'amount', difference_minor: '-25' }])
    expect(await states()).toEqual({ po_1: 'under', 'line 4975': 'under' })
  })

  test('is no exception before the bank’s statements speak of its day and three more', async () => {
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-17' })
    await payout({ id: 'po_2', minor: 5_100, on: '2026-11-23' })
    await payout({ id: 'po_3', minor: 5_200, on: '2026-11-16' })
    await statement([], '2026-11-19')
    await run()
    expect(await states()).toEqual({ po_1: 'waiting', po_2: 'expected', po_3: 'missing' })
  })

  test('in one currency is never a line in another', async () => {
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
    await statement([{ minor: 5_000, on: '2026-11-02', text: 'STRIPE 5X4HN7SU6QOV8AF' }], '2026-11-19', 'EUR')
    await run()
    expect(await liveMatches()).toEqual([])
  })

  test('that failed is expected no more, and what was matched to it is open again', async () => {
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
    await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
    await run()
    await rows.query(`UPDATE payout SET status = 'failed' WHERE entity_id = $1`, [entity.id])
    await run()
    expect(await liveMatches()).toEqual([])
    expect(await states()).toEqual({ po_1: 'void', 'line 5000': 'missing' })
  })
})

test('what is matched by amount gives way to a name that comes later', async () => {
  await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: 5_000, on: '2026-11-03', text: 'STRIPE PAYOUT' }])
  await run()
  expect(await liveMatches()).toMatchObject([{ rule: 'window', expected: 'po_1' }])
  await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await run()
  expect(await liveMatches()).toMatchObject([{ rule: 'key', expected: 'po_1' }])
})

/** Payouts and lines of a short month, some named, some merged, some short. */
const story: readonly (() => Promise<void>)[] = [
  () => payout({ id: 'po_a', minor: 10_000, on: '2026-11-02', trace: 'TRACE00000A' }),
  () => payout({ id: 'po_b', minor: 20_500, on: '2026-11-03', trace: 'TRACE00000B' }),
  () => payout({ id: 'po_c', minor: 10_000, on: '2026-11-04', trace: 'TRACE00000C' }),
  () => payout({ id: 'po_d', minor: 30_000, on: '2026-11-05', trace: 'TRACE00000D' }),
  () => payout({ id: 'po_e', minor: 31_000, on: '2026-11-12' }),
  () => statement([{ minor: 30_500, on: '2026-11-04', text: 'STRIPE PAYOUT' }]),
  () => statement([{ minor: 10_000, on: '2026-11-05', text: 'STRIPE TRACE00000C' }]),
  () => statement([{ minor: 29_500, on: '2026-11-06', text: 'STRIPE PAYOUT' }]),
  () =>
    statement([
      { minor: 31_000, on: '2026-11-12', text: 'STRIPE' },
      { minor: 31_000, on: '2026-11-14', text: 'STRIPE' },
    ]),
]

test('the order in which files and payouts come, and how often matching runs between, does not matter', async () => {
  for (const act of story) await act()
  await run()
  const wanted = { matches: await liveMatches(), states: await states() }
  expect(wanted.matches.map(({ rule }) => rule).sort()).toEqual(['key', 'subset', 'tolerance'].sort())

  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...story.keys()], { minLength: story.length }),
      fc.array(fc.boolean(), { minLength: story.length, maxLength: story.length }),
      async (order, runsAfter) => {
        count += 1
        entity = { ...entity, id: `ent_${count}`, stripeAccount: `acct_${count}` }
        for (const [turn, index] of order.entries()) {
          await story[index]?.()
          if (runsAfter[turn]) await run()
        }
        await run()
        expect({ matches: await liveMatches(), states: await states() }).toEqual(wanted)
      },
    ),
    { numRuns: 12 },
  )
})
