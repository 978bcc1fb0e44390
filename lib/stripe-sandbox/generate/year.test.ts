import { expect, test } from 'vitest'
import type { World } from '../core/world.ts'
import { openBench } from '../testing/harness.ts'
import { plantedIn } from '../testing/history-files.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const count = (world: World, sql: string) => Number(world.store.database.prepare(sql).get()?.n)

test('a year at demo scale keeps the ledger’s promises, its rates, and leaves enough for what is still owed', async () => {
  const bench = await openBench({ scale: 'demo' })
  const { world } = bench.sandbox
  const { store, platform } = world
  const { go_live, end } = await bench.control<{ go_live: number; end: number }>('clock')

  expect(brokenInvariants(world)).toEqual([])
  const own = `account = '${platform}'`
  const paid = count(world, `SELECT count(*) AS n FROM charge WHERE json_extract(body, '$.paid') AND ${NOT_RECEIVED}`)
  expect(paid).toBeGreaterThan(13_500)
  expect(paid).toBeLessThan(17_000)
  expect(count(world, 'SELECT count(*) AS n FROM account')).toBe(61)
  expect(count(world, `SELECT min(created) AS n FROM charge WHERE ${own}`)).toBeLessThan(end - 364 * 86_400)
  expect(count(world, 'SELECT min(created) AS n FROM event')).toBeGreaterThanOrEqual(end - 30 * 86_400)

  const refunds = count(world, `SELECT count(*) AS n FROM refund WHERE id LIKE 're$_%' ESCAPE '$'`)
  expect(refunds / paid).toBeGreaterThan(0.005)
  expect(refunds / paid).toBeLessThan(0.06)
  const shares = world.store.database
    .prepare(
      `SELECT json_extract(body, '$.currency') AS currency, count(*) AS n FROM charge WHERE ${NOT_RECEIVED} GROUP BY 1`,
    )
    .all()
  expect(shares.map(({ currency }) => currency)).toEqual(['eur', 'gbp', 'jpy', 'kwd', 'usd'])
  expect(shares.every(({ n }) => Number(n) > 150)).toBe(true)

  // Before go-live the marketplace paid; after it, money leaves through the gate only.
  const byHand =
    "json_extract(body, '$.source_transaction') NOT IN (SELECT id FROM charge WHERE json_extract(body, '$.transfer') IS NOT NULL)"
  expect(count(world, `SELECT count(*) AS n FROM transfer WHERE created >= ${go_live} AND ${byHand}`)).toBe(0)
  for (const pattern of ['destination', 'direct']) {
    const condition =
      pattern === 'direct'
        ? `account <> '${platform}' AND ${NOT_RECEIVED}`
        : "json_extract(body, '$.transfer') IS NOT NULL"
    const n = count(world, `SELECT count(*) AS n FROM charge WHERE ${condition}`)
    expect(n / paid, pattern).toBeGreaterThan(0.1)
    expect(n / paid, pattern).toBeLessThan(0.4)
  }
  expect(count(world, `SELECT count(*) AS n FROM payout WHERE ${own} AND created >= ${go_live}`)).toBe(0)
  const owed = new Map<string, number>()
  for (const charge of store.all('charge', platform, { created: { gte: go_live } })) {
    if (charge.transfer != null) continue
    const posted = store.find('balance_transaction', platform, String(charge.balance_transaction))
    if (!posted) continue
    const kept = posted.amount * (1 - charge.amount_refunded / charge.amount)
    owed.set(posted.currency, (owed.get(posted.currency) ?? 0) + kept)
  }
  const { available, pending } = await bench.stripe.balance.retrieve()
  for (const { currency, amount } of available) {
    const held = amount + (pending.find((one) => one.currency === currency)?.amount ?? 0)
    expect(held).toBeGreaterThan((owed.get(currency) ?? 0) * 0.9)
  }
  expect(owed.size).toBe(4)

  const converted = (type: string) =>
    count(
      world,
      `SELECT count(*) AS n FROM balance_transaction WHERE by_type = '${type}' AND json_extract(body, '$.exchange_rate') IS NOT NULL`,
    )
  expect(converted('charge') / paid).toBeGreaterThan(0.01)
  expect(converted('charge') / paid).toBeLessThan(0.05)
  expect(converted('refund')).toBeGreaterThan(5)
  expect(converted('adjustment')).toBeGreaterThan(1)

  expect(count(world, "SELECT count(*) AS n FROM review WHERE json_extract(body, '$.open')")).toBeGreaterThan(3)
  expect(count(world, 'SELECT count(*) AS n FROM review')).toBeGreaterThan(20)
  for (const type of ['payment_failure_refund', 'reserve_hold', 'reserve_release', 'reserve_transaction', 'topup']) {
    expect(
      count(world, `SELECT count(*) AS n FROM balance_transaction WHERE by_type = '${type}'`),
      type,
    ).toBeGreaterThan(1)
  }

  const disputes = store.database
    .prepare("SELECT json_extract(body, '$.status') AS status, json_extract(body, '$.reason') AS reason FROM dispute")
    .all()
  expect(disputes.length / paid).toBeGreaterThan(0.003)
  expect(disputes.length / paid).toBeLessThan(0.01)
  const statuses = new Set(disputes.map(({ status }) => status))
  const decided = ['won', 'lost', 'warning_closed', 'prevented']
  const waiting = ['needs_response', 'under_review', 'appeal_needs_response', 'appeal_under_review']
  for (const status of [...waiting, ...decided]) {
    expect(statuses).toContain(status)
  }
  expect(new Set(disputes.map(({ reason }) => reason)).size).toBeGreaterThan(4)
  expect(
    count(world, "SELECT count(*) AS n FROM refund WHERE json_extract(body, '$.status') = 'failed'"),
  ).toBeGreaterThan(2)

  const kinds = store.database.prepare('SELECT by_status AS status, count(*) AS n FROM subscription GROUP BY 1').all()
  expect(new Set(kinds.map(({ status }) => status))).toEqual(SUBSCRIPTION_STATUSES)
  expect(kinds.reduce((sum, { n }) => sum + Number(n), 0)).toBeGreaterThan(200)

  const failed = count(world, "SELECT count(*) AS n FROM payout WHERE json_extract(body, '$.status') = 'failed'")
  expect(failed / count(world, 'SELECT count(*) AS n FROM payout')).toBeGreaterThan(0.005)
  expect(failed / count(world, 'SELECT count(*) AS n FROM payout')).toBeLessThan(0.03)

  const planted = await plantedIn(bench)
  for (const name of DISCREPANCIES) {
    expect(planted(name).length, name).toBeGreaterThan(2)
    expect(planted(name).length, name).toBeLessThan(20)
  }
}, 600_000)

const SUBSCRIPTION_STATUSES = new Set([
  'active',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
])

/** A seller's side of a transfer looks like a charge, too. */
const NOT_RECEIVED = "json_extract(body, '$.source_transfer') IS NULL"

const DISCREPANCIES = [
  'fx_rounding',
  'wrong_application_fee',
  'wrong_commission',
  'missing_transfer',
  'duplicate_transfer',
  'unreported_reversal',
  'seller_record_mismatch',
  'seller_record_missing',
  'short_payout',
  'bank_line_missing',
  'bank_lines_merged',
]
