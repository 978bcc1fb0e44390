import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { insertAdjustment } from '#lib/settlements/adjustments/adjustment.ts'
import { draftAdjustment } from '#lib/settlements/adjustments/adjustment-entry.ts'
import { aWorld, NOW, paidInvoice, refundOf, type World } from '#lib/settlements/testing-world.ts'
import { uploadPayouts } from './payout-sheets.ts'
import { exportComparison, readParallelPage } from './read-parallel-page.ts'

let world: World
let actor: Actor

afterAll(closeDatabase)

/** Each seller sold for 100.00, of which 80.00 are its own, on a day of its own; late is paid a second time after the cycle. */
beforeAll(async () => {
  world = await aWorld()
  actor = {
    personId: 'per_olu',
    email: 'olu@example.test',
    name: 'olu',
    roles: ['operator'],
    sellerId: null,
    entity: world.entity,
    scope: { ...world.scope, actor: 'per_olu' },
    requestId: '',
  }
  for (const name of ['same', 'rate', 'refunded', 'lacking', 'late', 'unnamed', 'nothing', 'odd', 'adjusted']) {
    await world.tellSeller({ id: `acct_${name}` })
  }
  const sell = async (seller: string, name: string, day = 10) => {
    const paidAt = new Date(`2026-11-${day}T09:00:00Z`)
    await world.tell(
      paidInvoice(world, name, { paidAt, lines: [{ amount: 10_000n, metadata: { seller: `acct_${seller}` } }] }),
    )
    await world.settle({ kind: 'invoice', id: `in_${name}` })
  }
  for (const name of ['same', 'rate', 'refunded', 'lacking', 'late', 'unnamed', 'odd', 'adjusted'])
    await sell(name, name)
  await sell('lacking', 'lacking2', 11)
  await sell('late', 'late2', 16)
  await world.tell(refundOf(world, 'refunded', { part: 'all', amount: 5_000n }))
  await world.settle({ kind: 'invoice', id: 'in_refunded' })
  await adjust()
})

/** A penalty of 7.00, approved within the cycle. */
async function adjust() {
  const [seller] = await world.rows<{ id: string }>(
    "SELECT id FROM seller WHERE stripe_account = 'acct_adjusted' AND entity_id = $1",
    [world.entity.id],
  )
  const adjustment = {
    id: 'adj_penalty',
    sellerId: seller?.id ?? '',
    currency: 'USD',
    amountMinor: -700n,
    reason: 'penalty',
    note: 'Sent late.',
    evidence: 'Ticket 7',
    proposalId: 'prp_penalty',
    createdBy: 'per_olu',
    openMinor: 700n,
    postedAt: NOW,
  } as const
  const { stripeAccount: account } = world.entity
  await world.work(async (tx) => {
    await insertAdjustment(tx, {
      ...adjustment,
      recurs: '',
      untilOn: null,
      parentId: '',
      periodOn: null,
      fileHash: '',
      lineNo: 0,
      at: NOW,
    })
    await tx.exec("UPDATE adjustment SET posted_at = now() WHERE id = 'adj_penalty'")
    await postEntries(tx, [draftAdjustment({ adjustment, account, accountingOn: '2026-11-12', at: NOW })], NOW)
  })
}

const SHEET = `seller,currency,net,gross,fees
acct_same,USD,80,100,20
acct_rate,USD,85,100,15
acct_refunded,USD,80,,
acct_lacking,USD,80,,
acct_late,USD,160,,
acct_nothing,USD,5,,
acct_odd,USD,79,,
acct_adjusted,USD,80,,
`

test('a payout sheet is compared seller by seller, with what most likely makes the difference', async () => {
  const { sheetId } = await uploadPayouts({
    actor,
    fileName: 'week-46.csv',
    text: SHEET,
    mapping: null,
    fromOn: '2026-11-08',
    untilOn: '2026-11-14',
    at: NOW,
  })
  const page = await readParallelPage(actor, null, NOW)
  expect(page).toMatchObject({ differing: 8, sheet: { id: sheetId, matched: 1, differing: 8 } })
  const found = new Map(
    page.lines.map(({ sellerName, difference, reason }) => [sellerName.slice(12), `${difference.minor} ${reason}`]),
  )
  expect(found.get('same')).toBe('0 ')
  expect(found.get('rate')).toBe('500 Another rate: 15.00 USD of fees in the sheet, 20.00 USD here.')
  expect(found.get('refunded')).toBe('4000 The sheet leaves out refunds of 40.00 USD.')
  expect(found.get('lacking')).toMatch(/^-8000 The sheet lacks stl_\w+ of 2026-11-1[01], 80\.00 USD\.$/)
  expect(found.get('late')).toMatch(/^8000 stl_\w+ of 2026-11-16, 80\.00 USD, lies just outside the cycle\.$/)
  expect(found.get('unnamed')).toBe('-8000 The sheet does not name this seller.')
  expect(found.get('nothing')).toBe('500 We have no settlement of this seller in the cycle.')
  expect(found.get('adjusted')).toBe('700 The sheet leaves out adjustments of -7.00 USD.')
  expect(found.get('odd')).toBe('-100 No single settlement, refund or rate explains it.')
  expect(page.totals.map(({ said, ours, difference }) => [said.minor, ours.minor, difference.minor])).toEqual([
    ['64900', '67300', '-2400'],
  ])
  const rows: string[][] = []
  for await (const part of exportComparison(actor, sheetId)) rows.push(...part)
  expect(rows).toHaveLength(9)
})
