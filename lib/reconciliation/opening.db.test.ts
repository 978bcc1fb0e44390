import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { openingExecutor, submitOpening } from '#lib/cutover/submit-opening.ts'
import { uploadOpening } from '#lib/cutover/upload-opening.ts'
import type { Invariant } from '#lib/ledger/invariant-model.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, NOW, paidInvoice } from '#lib/settlements/testing-world.ts'
import { openingStands } from './opening-stands.ts'
import { sellerPayable } from './seller-payable.ts'

afterAll(closeDatabase)

test('the books hold with their opening balances, and what is older and posted later is found', async () => {
  const world = await aWorld()
  const { entity } = world
  const person = (name: string): Actor => ({
    personId: `per_${name}`,
    email: `${name}@example.test`,
    name,
    roles: ['approver', 'operator'],
    sellerId: null,
    entity,
    scope: { ...world.scope, actor: `per_${name}` },
    requestId: '',
  })
  const check = ({ check }: Invariant) => world.work((tx) => check({ tx, entity, at: NOW, since: 0n }))
  const sale = async (name: string) => {
    await world.tell(paidInvoice(world, name))
    await world.settle({ kind: 'invoice', id: `in_${name}` })
  }
  await world.tellSeller({ id: 'acct_nordic' })
  await sale('one')
  expect((await check(openingStands)).reason).toBe('The books were not opened with balances of another system.')

  const { sheetId } = await uploadOpening({
    actor: person('olu'),
    fileName: 'opening.csv',
    text: 'seller,currency,payable\nacct_nordic,USD,105.00\n',
    mapping: null,
    cutOverOn: '2026-11-14',
    totals: [{ currency: 'USD', minor: '10500' }],
    at: NOW,
  })
  const explanation = 'Sales before our data began.'
  const { proposalId } = await submitOpening({ actor: person('ada'), sheetId, explanation, at: NOW })
  const { argumentsHash } = await world.work((tx) => lockProposal(tx, proposalId))
  for (const name of ['priya', 'marc']) {
    await approve({ actor: person(name), proposalId, argumentsHash, comment: '', at: NOW })
  }
  await executeProposal({ entity, proposalId, at: NOW, executors: { 'opening.post': openingExecutor(entity) } })
  expect(await check(sellerPayable)).toMatchObject({ outcome: 'holds', findings: [] })
  expect(await check(openingStands)).toMatchObject({ outcome: 'holds', findings: [] })

  await sale('two')
  expect(await check(sellerPayable)).toMatchObject({ outcome: 'holds', findings: [] })
  const { outcome, findings } = await check(openingStands)
  expect(outcome).toBe('violated')
  expect(findings[0]?.what).toContain(
    'up to 2026-11-14 the books owe 160.00 USD now, 80.00 USD when the opening entry was signed',
  )
})
