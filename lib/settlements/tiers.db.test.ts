import { afterAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { addContractVersion } from '#lib/contracts/add-contract-version.ts'
import { findContract } from '#lib/contracts/create-contract.ts'
import type { ContractTerms } from '#lib/contracts/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { sourcesDue } from './sources-due.ts'
import { aWorld, NOW, paidInvoice, refundOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const INVOICE = { kind: 'invoice', id: 'in_a' } as const

/** A marketplace whose default contract says this since 2021, with a seller, a regional lead and an affiliate. */
async function agreed(
  terms: (idOf: (account: string) => string) => Omit<ContractTerms, 'effectiveOn'>,
): Promise<World> {
  const world = await aWorld()
  for (const [id, name] of [
    ['acct_nordic', 'Nordic Ceramics'],
    ['acct_lead', 'Ada Lead'],
    ['acct_affiliate', 'Afi Liate'],
  ] as const)
    await world.tellSeller({ id, name })
  const sellers = await world.rows<{ id: string; account: string }>('SELECT id, stripe_account AS account FROM seller')
  const idOf = (account: string) => sellers.find((seller) => seller.account === account)?.id ?? ''
  await world.work(async (tx) => {
    const contract = await findContract(tx, '')
    await addContractVersion(tx, {
      contractId: contract?.id ?? '',
      terms: { effectiveOn: '2021-01-01', ...terms(idOf) },
      actor: SYSTEM_ACTOR,
      at: NOW,
    })
  })
  return world
}

const shares = (world: World) =>
  world.rows(
    `SELECT x.name, h.owed_minor::text AS owed, h.state, h.held_minor::text AS held, h.next_due_on::text AS due,
            (SELECT string_agg(p.amount_minor::text || ' ' || p.state, ', ' ORDER BY p.id) FROM proposal p WHERE p.seller_id = x.id) AS proposals
       FROM settlement_share h JOIN seller x ON x.id = h.seller_id ORDER BY x.name`,
  )

const twoTiers = (idOf: (account: string) => string) => ({
  rules: [{ percentBps: 2_000 }],
  tiers: [
    { position: 1, payeeId: idOf('acct_lead'), label: 'Regional lead', percentBps: 2_500 },
    { position: 2, parentPosition: 1, payeeId: idOf('acct_affiliate'), label: 'Affiliate', percentBps: 4_000 },
  ],
})

describe('tiers', () => {
  test('each payee gets a share, a payable and a transfer of its own', async () => {
    const world = await agreed(twoTiers)
    await world.tell(paidInvoice(world, 'a'))
    await world.settle(INVOICE)

    const none = { held: '0', due: null, state: 'proposed' }
    expect(await shares(world)).toEqual([
      { ...none, name: 'Ada Lead', owed: '300', proposals: '300 needs_approval' },
      { ...none, name: 'Afi Liate', owed: '200', proposals: '200 needs_approval' },
      { ...none, name: 'Nordic Ceramics', owed: '8000', proposals: '8000 needs_approval' },
    ])
    expect(
      await world.rows(
        `SELECT a.code, coalesce(x.name, '') AS name, a.balance_minor::text AS minor FROM ledger_account a
           LEFT JOIN seller x ON x.id = a.subject ORDER BY a.code, name`,
      ),
    ).toEqual([
      { code: 'buyer_funds', name: '', minor: '10000' },
      { code: 'commission', name: '', minor: '-1500' },
      { code: 'seller_payable', name: 'Ada Lead', minor: '-300' },
      { code: 'seller_payable', name: 'Afi Liate', minor: '-200' },
      { code: 'seller_payable', name: 'Nordic Ceramics', minor: '-8000' },
    ])
  })

  test('give back their part of a refund', async () => {
    const world = await agreed(twoTiers)
    await world.tell(paidInvoice(world, 'a'))
    await world.settle(INVOICE)
    await world.tell(refundOf(world, 'a', { part: '1', amount: 5_000n }))
    await world.settle(INVOICE)

    expect(await shares(world)).toMatchObject([
      { owed: '150', proposals: '300 void, 150 needs_approval' },
      { owed: '100', proposals: '200 void, 100 needs_approval' },
      { owed: '4000', proposals: '8000 void, 4000 needs_approval' },
    ])
  })
})

test('a discount the platform pays for is its promotion, and owed to the seller', async () => {
  const world = await agreed(() => ({ discountFunder: 'platform', rules: [{ percentBps: 2_000 }] }))
  const facts = paidInvoice(world, 'a', {
    amount: 9_000n,
    lines: [{ amount: 10_000n, metadata: { seller: 'acct_nordic' } }],
  })
  await world.tell({
    ...facts,
    invoice_line: (facts.invoice_line ?? []).map((line) => ({ ...line, discountMinor: 1_000n })),
  })
  await world.settle(INVOICE)

  expect(await world.rows('SELECT code, balance_minor::text AS minor FROM ledger_account ORDER BY code')).toEqual([
    { code: 'buyer_funds', minor: '9000' },
    { code: 'commission', minor: '-2000' },
    { code: 'promotions', minor: '1000' },
    { code: 'seller_payable', minor: '-8000' },
  ])
})

test('a hold period and a reserve let a share become due in two steps, each through the gate', async () => {
  const world = await agreed(() => ({
    holdDays: 7,
    reserveBps: 1_000,
    reserveDays: 30,
    rules: [{ percentBps: 2_000 }],
  }))
  await world.tell(paidInvoice(world, 'a'))
  const early = new Date('2026-11-12T12:00:00Z')
  await world.settle(INVOICE, undefined, early)
  expect(await shares(world)).toMatchObject([{ state: 'paused', held: '8000', due: '2026-11-17', proposals: null }])
  expect(await world.work((tx) => sourcesDue(tx, accountingOn(world.entity, early)))).toEqual([])
  expect(await world.work((tx) => sourcesDue(tx, '2026-11-17'))).toEqual([INVOICE])

  await world.settle(INVOICE)
  expect(await shares(world)).toMatchObject([
    { state: 'proposed', held: '800', due: '2026-12-10', proposals: '7200 needs_approval' },
  ])
  await world.rows(`UPDATE proposal SET state = 'executed', provider_object_id = 'tr_first' RETURNING id`)
  await world.settle(INVOICE)
  expect(await shares(world)).toMatchObject([{ state: 'executed', held: '800' }])

  await world.settle(INVOICE, undefined, new Date('2026-12-10T12:00:00Z'))
  expect(await shares(world)).toMatchObject([
    { state: 'proposed', held: '0', due: null, proposals: '7200 executed, 800 needs_approval' },
  ])
})

test('a refund takes back only what was paid of a share with a reserve, and the next share still pays in two steps', async () => {
  const world = await agreed(() => ({ reserveBps: 1_000, reserveDays: 30, rules: [{ percentBps: 2_000 }] }))
  await world.tell(paidInvoice(world, 'a'))
  await world.settle(INVOICE)
  await world.rows(`UPDATE proposal SET state = 'executed', provider_object_id = 'tr_a' RETURNING id`)
  await world.tell(refundOf(world, 'a', { part: '1', amount: 10_000n }))
  await world.settle(INVOICE)
  const other = { kind: 'invoice', id: 'in_b' } as const
  await world.tell(paidInvoice(world, 'b'))
  await world.settle(other)
  await world.settle(INVOICE)
  const open = () =>
    world.rows(
      `SELECT kind, amount_minor::text AS amount FROM proposal WHERE state = 'needs_approval' ORDER BY kind, amount_minor`,
    )
  expect(await open()).toEqual([
    { kind: 'transfer.create', amount: '7200' },
    { kind: 'transfer.reverse', amount: '7200' },
  ])
  await world.rows(
    `UPDATE proposal SET state = 'executed', provider_object_id = 'tr_b' WHERE state = 'needs_approval' AND kind = 'transfer.create' RETURNING id`,
  )
  await world.settle(other, undefined, new Date('2026-12-20T12:00:00Z'))
  expect(await open()).toEqual([
    { kind: 'transfer.create', amount: '800' },
    { kind: 'transfer.reverse', amount: '7200' },
  ])
})

test('a promotion ends with its last day in the book time zone', async () => {
  const world = await agreed(() => ({
    rules: [{ percentBps: 2_000 }, { percentBps: 0, fromOn: '2026-11-01', untilOn: '2026-11-10' }],
  }))
  // 22:59 and 23:00 UTC are before and after midnight in Berlin.
  await world.tell(paidInvoice(world, 'a', { paidAt: new Date('2026-11-10T22:59:59Z') }))
  await world.tell(paidInvoice(world, 'b', { paidAt: new Date('2026-11-10T23:00:00Z') }))
  await world.settle(INVOICE)
  await world.settle({ kind: 'invoice', id: 'in_b' })

  expect(
    await world.rows('SELECT source_id, commission_minor::text AS commission FROM settlement ORDER BY source_id'),
  ).toEqual([
    { source_id: 'in_a', commission: '0' },
    { source_id: 'in_b', commission: '2000' },
  ])
})
