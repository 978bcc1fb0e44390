import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { type Caller, callerFor } from './caller.ts'
import { holdCalls, reserveTurn, takeTurn } from './rate-bucket.ts'

const entity = { id: 'ent_1', livemode: false, stripeAccount: 'acct_platform' }
let serial = 0
/** An account that nobody called before. */
const somebody = () => {
  serial += 1
  return callerFor(entity, `acct_${serial}`)
}
const RATE = 20

const milliseconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const tokensLeft = ({ account }: Caller, tokens: number) =>
  inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec('UPDATE rate_bucket SET tokens = $1, refilled_at = $2 WHERE account = $3', [tokens, new Date(), account]),
  )

beforeAll(() => {
  // A key that is not the sandbox's: Stripe's own pace.
  process.env.STRIPE_SECRET_KEY = 'sk_test_of_somebody'
})
afterAll(closeDatabase)

test('calls beyond the bucket wait their turn, each for itself', async () => {
  const caller = somebody()
  await takeTurn(caller)
  await tokensLeft(caller, 0)
  const waited = await milliseconds(() => Promise.all([takeTurn(caller), takeTurn(caller), takeTurn(caller)]))
  expect(waited).toBeGreaterThan((2 * 1_000) / RATE)
})

test('one account’s calls do not slow another’s', async () => {
  const [busy, idle] = [somebody(), somebody()]
  await takeTurn(busy)
  await tokensLeft(busy, -10 * RATE)
  expect(await milliseconds(() => takeTurn(idle))).toBeLessThan(1_000)
})

test('after a "too many requests" nobody calls that account for a while', async () => {
  const caller = somebody()
  await takeTurn(caller)
  await holdCalls(caller, 200)
  expect(await milliseconds(() => takeTurn(caller))).toBeGreaterThan(150)
})

test('a queue that is too long is refused at once', async () => {
  const caller = somebody()
  await takeTurn(caller)
  await tokensLeft(caller, -100 * RATE)
  await expect(takeTurn(caller)).rejects.toMatchObject({ kind: 'rate_limited' })
})

test('no second sees more calls than are allowed, however they come', async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 20, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(gaps, async (between) => {
      const caller = somebody()
      const turns: number[] = []
      let at = Date.parse('2026-11-20T12:00:00Z')
      for (const gap of between) {
        at += gap
        turns.push(at + (await reserveTurn(caller, new Date(at))))
      }
      const busiest = Math.max(
        ...turns.map((from) => turns.filter((turn) => turn >= from && turn < from + 1_000).length),
      )
      expect(busiest).toBeLessThanOrEqual(RATE)
    }),
    { numRuns: 25 },
  )
})
