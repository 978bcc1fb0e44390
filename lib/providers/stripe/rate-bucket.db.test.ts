import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { type Caller, callerFor } from './caller.ts'
import { holdCalls, takeTurn } from './rate-bucket.ts'

const entity = { id: 'ent_1', livemode: false, stripeAccount: 'acct_platform' }
let serial = 0
/** An account that nobody called before. */
const somebody = () => {
  serial += 1
  return callerFor(entity, `acct_${serial}`)
}
/** What a whole bucket allows at once. */
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
