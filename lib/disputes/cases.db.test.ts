import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveMail } from '#lib/conversations/receive-mail.ts'
import { receiveMessage } from '#lib/conversations/receive-message.ts'
import { mailOf } from '#lib/conversations/testing-mail.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, NOW, paidInvoice, plainPayment, transferOf, type World } from '#lib/settlements/testing-world.ts'
import { draftDocuments } from './draft-documents.ts'
import { listCases, sumCases } from './list-cases.ts'
import { readCasePage } from './read-case-page.ts'
import { refuseRefund } from './refuse-refund.ts'
import { disputeOf, personOf } from './testing-cases.ts'

let world: World

beforeAll(async () => {
  world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
  for (const name of ['a', 'b', 'c']) {
    await world.tell(plainPayment(world, name))
    await world.settle({ kind: 'charge', id: `ch_${name}` })
  }
  await world.tell(transferOf(world, 'a', { amount: 8_000n }))
  await world.settle({ kind: 'charge', id: 'ch_a' })
  await world.tell(disputeOf(world, 'a'))
  await world.tell(
    disputeOf(world, 'b', {
      amount: 2_500n,
      status: 'warning_needs_response',
      dueAt: new Date('2026-11-21T00:00:00Z'),
    }),
  )
  for (let index = 0; index < 9; index += 1) {
    const status = index < 6 ? 'won' : 'lost'
    await world.tell(disputeOf(world, `old${index}`, { status, answers: 1, charge: 'c', dueAt: null }))
  }
  await world.tell(disputeOf(world, 'silent', { status: 'lost', charge: 'c', dueAt: null }))
  const warning = {
    object: 'radar.early_fraud_warning',
    actionable: true,
    charge: 'ch_c',
    created: 1_794_700_000,
    fraud_type: 'misc',
  }
  await world.tell({
    object: [
      {
        account: world.entity.stripeAccount,
        id: 'issfr_1',
        asOf: NOW,
        type: 'radar.early_fraud_warning',
        raw: JSON.stringify(warning),
      },
    ],
  })
})
afterAll(closeDatabase)

test('the queue has warnings first, then the nearest deadline; pages by key, sums and counts chances of answered cases', async () => {
  const first = await world.work((tx) => listCases(tx, { limit: 2 }, NOW))
  expect(first.rows.map(({ id, sellerName, chance }) => [id, sellerName, chance])).toEqual([
    ['issfr_1', 'Nordic Ceramics', '–'],
    ['dp_b', 'Nordic Ceramics', '–'],
  ])
  const next = await world.work((tx) => listCases(tx, { limit: 2, after: first.nextCursor }, NOW))
  expect(next.rows).toMatchObject([{ id: 'dp_a', chance: '67 %', chanceWords: expect.stringContaining('6 of 9') }])
  const back = await world.work((tx) => listCases(tx, { limit: 2, before: next.previousCursor }, NOW))
  expect(back.rows.map(({ id }) => id)).toEqual(['issfr_1', 'dp_b'])
  const byAmount = await world.work((tx) => listCases(tx, { limit: 10, sort: 'amount', dir: 'asc' }, NOW))
  expect(byAmount.rows.map(({ id }) => id)[0]).toBe('dp_b')
  const { totals, figures } = await world.work((tx) => sumCases(tx, {}, NOW))
  expect(totals).toEqual([{ currency: 'USD', count: 3, amount: { minor: '22500', currency: 'USD' } }])
  expect(figures).toMatchObject({ todo: 3, soon: 1, warnings: 1, won: 6, lost: 4 })
})

test('a case tells what its loss would take from whom, and recommends by odds and evidence', async () => {
  const page = await readCasePage(personOf(world, 'olu'), 'dp_a', NOW)
  expect(page?.effects.loss?.lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ label: 'Share of Nordic Ceramics', before: '8000', after: '0' }),
      expect.objectContaining({ label: 'Platform’s commission', before: '2000', after: '0' }),
      expect.objectContaining({ label: 'Stripe’s fee of the sale', before: '320', after: '320', note: 'not returned' }),
    ]),
  )
  expect(page?.advice.path).toBe('counter')
  expect(page?.standing.bearer[0]).toContain('in proportion')
})

test('an inquiry about a part recommends to refund that part, a warning all that is left', async () => {
  const inquiry = await readCasePage(personOf(world, 'olu'), 'dp_b', NOW)
  expect(inquiry?.advice).toMatchObject({ path: 'partial_refund', amountMinor: 2_500n })
  expect(inquiry?.effects.refund?.lines[0]).toMatchObject({ before: '0', after: '2500' })
  const warning = await readCasePage(personOf(world, 'olu'), 'issfr_1', NOW)
  expect(warning?.advice).toMatchObject({ path: 'none' })
  expect(await readCasePage(personOf(world, 'olu'), 'dp_none', NOW)).toBeNull()
})

test('a refused refund is told to the seller and to the buyer who asked, in words that somebody agrees to, once', async () => {
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics', email: 'nordic@seller.test' })
  await world.tell(paidInvoice(world, '1001'))
  const buyer = { account: world.entity.stripeAccount, id: 'cus_1', name: 'Bo', email: 'bo@buyer.test' }
  await world.tell({ customer: [{ ...buyer, createdAt: NOW, asOf: NOW, raw: '{}' }] })
  await world.settle({ kind: 'invoice', id: 'in_1001' })
  const bytes = mailOf({ from: 'Bo <bo@buyer.test>', subject: 'Money back', text: 'ORD-1001 broke. Refund it!' })
  const { conversationId } = await receiveMail({ scope: world.scope, bytes, at: NOW })
  const refusing = {
    actor: personOf(world, 'olu'),
    chargeId: 'ch_1001',
    grounds: 'not_returned',
    why: 'A swindler.',
  } as const
  const told = await refuseRefund({ ...refusing, at: NOW })
  const proposals = await world.rows<{ id: string; about: string; summary: string; words: string }>(
    `SELECT id, subject_kind || ' ' || subject_id AS about, summary, arguments AS words FROM proposal WHERE kind = 'message.send' ORDER BY about`,
  )
  expect(proposals).toMatchObject([
    { id: told.seller, about: 'charge ch_1001', summary: expect.stringContaining('nordic@seller.test') },
    { id: told.buyer, about: `inbox ${conversationId}`, summary: 'Mail bo@buyer.test: Re: Money back' },
  ])
  for (const { words } of proposals) {
    expect(words).toContain('was used, or has not come back')
    expect(words).not.toContain('swindler')
  }
  expect(await refuseRefund({ ...refusing, at: NOW })).toEqual(told)
  const nobody = await refuseRefund({ ...refusing, chargeId: 'ch_b', at: NOW })
  expect(nobody).toMatchObject({ seller: expect.stringMatching(/^prp_/), buyer: null, tickets: 0 })
})

test('what the buyer wrote stands in the case and becomes a document for the bank; what the seller wrote does not', async () => {
  const write = (externalId: string, is: 'buyer' | 'seller', text: string) => {
    const from = { name: 'Bo', email: `${is}@mail.test`, is }
    return receiveMessage({
      scope: world.scope,
      message: { externalId, from, subject: '', text, about: ['ch_abc'] },
      at: NOW,
    })
  }
  await world.tell(plainPayment(world, 'abc'))
  await world.tell(disputeOf(world, 'abc'))
  await write('m1', 'buyer', 'It came. Thank you.')
  await write('m2', 'seller', 'Between us: he is right.')
  const olu = personOf(world, 'olu')
  const page = await readCasePage(olu, 'dp_abc', NOW)
  expect(page?.said.map(({ from, text }) => [from, text]).sort()).toEqual([
    ['buyer', 'It came. Thank you.'],
    ['seller', 'Between us: he is right.'],
  ])
  await draftDocuments({ actor: olu, disputeId: 'dp_abc', at: NOW })
  const drafted = await readCasePage(olu, 'dp_abc', NOW)
  expect(drafted?.files.map(({ field }) => field).sort()).toEqual(['customer_communication', 'receipt'])
})
