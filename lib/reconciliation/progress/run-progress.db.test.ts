import { expect, test } from 'vitest'
import { read } from '#lib/platform/db.ts'
import { newLiveEntity, payout, person, statement, theEntity, theRows } from '../matching/testing.ts'
import { reconcile } from '../reconcile.ts'
import { readRuns, withProgress } from './run-progress.ts'

const now = () => read(person('per_olu').scope, readRuns)

test('a run is seen while it goes on, ends however it ends, and one without work says nothing', async () => {
  await newLiveEntity()
  await reconcile(theEntity())
  expect(await now()).toEqual({ runs: [], version: '' })

  const failing = withProgress(theEntity(), 'payouts', async (say) => {
    await say({ done: 1, total: 3, label: 'lines' })
    expect((await now()).runs).toEqual([{ kind: 'payouts', label: 'lines', percent: 33 }])
    throw new Error('Stripe is away')
  })
  await expect(failing).rejects.toThrow('Stripe is away')
  expect(await now()).toEqual({ runs: [], version: 'payouts 2' })

  await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await reconcile(theEntity())
  const { version } = await now()
  expect(version).toBe('payouts 2, matching 2')
  await reconcile(theEntity())
  expect((await now()).version).toBe(version)
})

test('a run that died is not shown as going on', async () => {
  await newLiveEntity()
  await withProgress(theEntity(), 'matching', async (say) => {
    await say({ done: 0, total: 0, label: 'orders' })
    expect((await now()).runs).toEqual([{ kind: 'matching', label: 'orders', percent: null }])
    await theRows().query(`UPDATE reconcile_run SET moved_at = now() - interval '2 minutes' WHERE entity_id = $1`, [
      theEntity().id,
    ])
    expect((await now()).runs).toEqual([])
  })
})
