import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { previewSettling, settlingWords } from './preview-settling.ts'
import { balancesOf, waitingOf } from './seller-money.ts'
import { readTaxReport } from './tax-report.ts'
import { aWorld, NOW, paidInvoice, refundOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const INVOICE = { kind: 'invoice', id: 'in_a' } as const

const reader = ({ entity, scope }: World): Actor => ({
  personId: 'per_ana',
  email: 'ana@example.test',
  name: 'Ana',
  roles: ['analyst'],
  sellerId: null,
  entity,
  scope,
  requestId: 'req_1',
})

/** A sale of 119.00 with 19.00 tax in it, refunded by a half in the month after. */
async function taxed(platformLiableForTax: boolean): Promise<World> {
  const world = await aWorld({
    terms: {
      effectiveOn: '2020-01-01',
      platformLiableForTax,
      commissionBase: 'net_of_tax',
      rules: [{ percentBps: 2_000 }],
    },
  })
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
  const facts = paidInvoice(world, 'a', {
    amount: 11_900n,
    lines: [{ amount: 10_000n, metadata: { seller: 'acct_nordic' } }],
  })
  const rates = [
    { amount: 1_500, tax_rate_details: { tax_rate: { country: 'US', state: 'CA' } } },
    { amount: 400, tax_rate_details: { tax_rate: { jurisdiction: 'Los Angeles' } } },
  ]
  await world.tell({
    ...facts,
    invoice_line: (facts.invoice_line ?? []).map((line) => ({
      ...line,
      taxMinor: 1_900n,
      raw: JSON.stringify({ taxes: rates }),
    })),
  })
  await world.settle(INVOICE)
  await world.tell(refundOf(world, 'a', { part: '1', amount: 5_950n, at: new Date('2026-12-02T09:00:00Z') }))
  await world.settle(INVOICE)
  return world
}

const report = async (world: World) => {
  const { rows } = await readTaxReport(reader(world), { from: '2026-11-01', until: '2026-12-31' }, NOW)
  return rows.map(({ jurisdiction, month, platform, seller }) => [month, jurisdiction, platform.minor, seller.minor])
}

test('tax is owed by the platform or the seller, by place and month, less what refunds gave back', async () => {
  expect(await report(await taxed(true))).toEqual([
    ['2026-11', 'Los Angeles', '400', '0'],
    ['2026-11', 'US-CA', '1500', '0'],
    ['2026-12', 'Los Angeles', '-200', '0'],
    ['2026-12', 'US-CA', '-750', '0'],
  ])
  expect(await report(await taxed(false))).toEqual([
    ['2026-11', 'Los Angeles', '0', '400'],
    ['2026-11', 'US-CA', '0', '1500'],
    ['2026-12', 'Los Angeles', '0', '-200'],
    ['2026-12', 'US-CA', '0', '-750'],
  ])
})

test('a seller’s money is what is owed, proposed, paused and waiting, with reasons and history', async () => {
  const world = await aWorld({
    terms: { effectiveOn: '2020-01-01', rules: [{ percentBps: 2_000 }], reserveBps: 1_000, reserveDays: 90 },
  })
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
  await world.tell(paidInvoice(world, 'a'))
  await world.settle(INVOICE)
  const [seller] = await world.rows<{ id: string }>('SELECT id FROM seller')
  const sellerId = seller?.id ?? ''

  expect(await world.work((tx) => balancesOf(tx, sellerId))).toMatchObject([
    {
      owed: { minor: '8000' },
      proposed: { minor: '7200' },
      paused: { minor: '0' },
      held: { minor: '800' },
      nextDueOn: '2027-02-08',
    },
  ])
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics', transfersStatus: 'inactive', asOf: NOW })
  await world.settle(INVOICE)
  expect(await world.work((tx) => waitingOf(tx, sellerId))).toMatchObject([
    { whoLifts: 'Stripe, once the account is complete.', sellerMust: 'Complete what Stripe asks for in the account.' },
  ])

  const preview = await previewSettling(world.entity, NOW)
  expect(preview).toMatchObject([{ seller: 'Nordic Ceramics', payableMinor: 0n, heldMinor: 800n, pausedMinor: 7_200n }])
  expect(settlingWords(preview)).toContain('72.00 USD paused')
  expect(settlingWords([])).toBe('Nothing is waiting to be settled or paid.')
})
