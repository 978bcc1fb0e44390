import { afterAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { addContractVersion } from '#lib/contracts/add-contract-version.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { releaseCommission } from '#lib/settlements/release-commission.ts'
import { tellAndPost } from '#lib/settlements/testing-connect.ts'
import { aWorld, plainPayment, refundOf, type World } from '#lib/settlements/testing-world.ts'
import { recordTrueUps } from '#lib/settlements/true-up.ts'
import { deferredCommission } from './deferred-commission.ts'

afterAll(closeDatabase)

const PAID = new Date('2026-10-27T09:00:00Z')
const at = (day: string) => new Date(`${day}T09:00:00Z`)

async function aSale(earned: 'on_date' | 'over_period', earnedDays: number): Promise<World> {
  const world = await aWorld({
    terms: { effectiveOn: '2020-01-01', earned, earnedDays, rules: [{ percentBps: 2_000 }] },
  })
  await world.tellSeller({ id: 'acct_nordic' })
  await tellAndPost(world, plainPayment(world, 'a', { paidAt: PAID }))
  await world.settle({ kind: 'charge', id: 'ch_a' }, undefined, PAID)
  return world
}

/** What was posted to commission and to deferred commission, entry by entry: "day source ±commission ±deferred". */
async function earnings(world: World): Promise<string[]> {
  const rows = await world.rows<{ said: string }>(
    `SELECT e.accounting_on || ' ' || e.source_kind || ' ' ||
            coalesce(sum(-l.amount_minor) FILTER (WHERE a.code = 'commission'), 0) || ' ' ||
            coalesce(sum(-l.amount_minor) FILTER (WHERE a.code = 'deferred_commission'), 0) AS said
       FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
      WHERE e.entity_id = $1 AND a.code IN ('commission', 'deferred_commission') GROUP BY e.id ORDER BY e.id`,
    [world.entity.id],
  )
  return rows.map(({ said }) => said)
}

const verified = (world: World) =>
  world.work((tx) => deferredCommission.check({ tx, entity: world.entity, at: PAID, since: 0n }))

test('over a period: deferred at settlement, earned day by day, once however often the job runs', async () => {
  const world = await aSale('over_period', 10)
  await releaseCommission(world.entity, PAID)
  await releaseCommission(world.entity, PAID)
  await Promise.all([
    releaseCommission(world.entity, at('2026-10-28')),
    releaseCommission(world.entity, at('2026-10-28')),
  ])
  // Nobody ran it for a while: October gets its days, November what is left.
  await releaseCommission(world.entity, at('2026-11-20'))
  expect(await releaseCommission(world.entity, at('2026-11-21'))).toBe(0)

  expect(await earnings(world)).toEqual([
    '2026-10-27 settlement 0 2000',
    '2026-10-27 period_job 200 -200',
    '2026-10-28 period_job 200 -200',
    '2026-10-31 period_job 600 -600',
    '2026-11-05 period_job 1000 -1000',
  ])
  expect(await verified(world)).toMatchObject({ outcome: 'holds' })
})

test('a refund in the middle takes back what was earned of it, and the rest of it out of what is deferred', async () => {
  const world = await aSale('over_period', 10)
  await releaseCommission(world.entity, at('2026-10-31'))
  await tellAndPost(world, refundOf(world, 'a', { part: '1', amount: 5_000n, at: at('2026-11-01') }))
  await world.settle({ kind: 'charge', id: 'ch_a' }, undefined, at('2026-11-01'))
  await releaseCommission(world.entity, at('2026-11-01'))
  expect(await earnings(world)).toEqual([
    '2026-10-27 settlement 0 2000',
    '2026-10-31 period_job 1000 -1000',
    '2026-11-01 settlement -500 -500',
    '2026-11-01 period_job 100 -100',
  ])
  expect(await verified(world)).toMatchObject({ outcome: 'holds', reason: 'Not earned yet: 4.00 USD.' })
})

test('on a date: nothing before it, all on it; what is refunded before is never earned', async () => {
  const world = await aSale('on_date', 14)
  expect(await releaseCommission(world.entity, at('2026-11-09'))).toBe(0)
  await tellAndPost(world, refundOf(world, 'a', { part: '1', amount: 2_500n, at: at('2026-11-01') }))
  await world.settle({ kind: 'charge', id: 'ch_a' }, undefined, at('2026-11-01'))
  await releaseCommission(world.entity, at('2026-11-10'))
  expect(await earnings(world)).toEqual([
    '2026-10-27 settlement 0 2000',
    '2026-11-01 settlement 0 -500',
    '2026-11-10 period_job 1500 -1500',
  ])
})

test('back-dated terms that earn later take back what was earned at payment, and earn it day by day', async () => {
  const world = await aWorld()
  const { entity } = world
  await world.tellSeller({ id: 'acct_nordic' })
  await tellAndPost(world, plainPayment(world, 'a', { paidAt: PAID }))
  await world.settle({ kind: 'charge', id: 'ch_a' }, undefined, PAID)
  const [contract] = await world.rows<{ id: string }>('SELECT id FROM contract WHERE entity_id = $1', [entity.id])
  const contractId = contract?.id ?? ''
  const effectiveOn = '2026-10-01'
  await world.work(async (tx) => {
    const terms = { effectiveOn, earned: 'over_period' as const, earnedDays: 10, rules: [{ percentBps: 2_000 }] }
    const made = await addContractVersion(tx, { contractId, terms, actor: SYSTEM_ACTOR, at: PAID })
    await recordTrueUps(tx, { entity, contractId, sellerId: '', ...made, effectiveOn, at: PAID })
  })
  await world.settle({ kind: 'charge', id: 'ch_a' }, undefined, at('2026-10-28'))
  await releaseCommission(entity, at('2026-10-28'))
  await releaseCommission(entity, at('2026-11-20'))
  expect(await earnings(world)).toEqual([
    '2026-10-27 settlement 2000 0',
    '2026-10-28 period_job -1600 1600',
    '2026-10-31 period_job 600 -600',
    '2026-11-05 period_job 1000 -1000',
  ])
  expect(await verified(world)).toMatchObject({ outcome: 'holds' })
})
