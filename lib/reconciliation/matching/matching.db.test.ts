import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { liveMatches, newEntity, payout, run, statement, states, theEntity, theRows } from './testing.ts'

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
    await theRows().query(`UPDATE payout SET status = 'failed' WHERE entity_id = $1`, [theEntity().id])
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
        newEntity()
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
