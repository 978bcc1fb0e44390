import { afterAll, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { closeDatabase, inTransaction, read, type Scope } from '#lib/platform/db.ts'
import { convert, storeRates } from './rate.ts'

const scope: Scope = { entityId: 'ent_rates', livemode: false, actor: 'system' }
const stored = { base: 'EUR', quote: 'USD', on: '2026-11-06', rate: '1.0834', source: 'uploaded' as const }

afterAll(closeDatabase)

test('a stored rate serves its day and the week after, both ways; beyond it there is none', async () => {
  await inTransaction(scope, (tx) => storeRates(tx, [stored]))
  const on = (day: string, from: string, to: string) => read(scope, (tx) => convert(tx, money(10_000n, from), to, day))

  expect(await on('2026-11-06', 'EUR', 'USD')).toEqual(money(10_834n, 'USD'))
  expect(await on('2026-11-12', 'USD', 'EUR')).toEqual(money(9_230n, 'EUR'))
  expect(await on('2026-11-13', 'EUR', 'USD')).toBeNull()
  expect(await on('2026-11-05', 'EUR', 'USD')).toBeNull()
  expect(await on('2026-11-06', 'EUR', 'JPY')).toBeNull()
  expect(await on('2026-11-06', 'JPY', 'JPY')).toEqual(money(10_000n, 'JPY'))
})

test('the same day again replaces the rate', async () => {
  await inTransaction(scope, (tx) => storeRates(tx, [{ ...stored, rate: '1.1' }]))

  expect(await read(scope, (tx) => convert(tx, money(100n, 'EUR'), 'USD', stored.on))).toEqual(money(110n, 'USD'))
})

test.each(['0', '-1', '1e3'])('refuses %j and stores nothing', async (rate) => {
  await expect(inTransaction(scope, (tx) => storeRates(tx, [{ ...stored, on: '2026-12-01', rate }]))).rejects.toThrow(
    'is not a rate',
  )
})
