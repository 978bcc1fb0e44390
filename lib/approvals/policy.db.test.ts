import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { approve } from './decide.ts'
import { getPolicy } from './get-policy.ts'
import { DEFAULT_RULES, type PolicyRules } from './policy-rules.ts'
import { previewPolicy } from './preview-policy.ts'
import { proposePolicy } from './propose-policy.ts'
import { lockProposal } from './store.ts'
import { aGate, type Gate, NOW } from './testing.ts'

afterAll(closeDatabase)

const ada = (gate: Gate) => gate.person('ada', ['admin'])
const ask = async (gate: Gate, changes: Partial<PolicyRules>, who = ada(gate)) => {
  const rules = { ...DEFAULT_RULES(100n), ...changes }
  const { proposalId } = await proposePolicy({ actor: who, rules, reason: 'Agreed in the risk meeting.', at: NOW })
  return gate.work((tx) => lockProposal(tx, proposalId))
}
const agree = async (gate: Gate, proposal: { id: string; argumentsHash: string }) => {
  const { id: proposalId, argumentsHash } = proposal
  await approve({ actor: gate.person('priya'), proposalId, argumentsHash, comment: '', at: NOW })
}

test('other rules are proposed with what differs, and count from their approval on', async () => {
  const gate = await aGate({ automaticSince: NOW })
  const proposal = await ask(gate, { reviewAboveMinor: '5000', dormantDays: 0 })
  expect(proposal.effects).toEqual([
    { label: 'A person approves above', before: '5,000.00 USD', after: '50.00 USD', currency: '' },
    { label: 'Seller got nothing for', before: '180 days', after: 'not looked at', currency: '' },
  ])
  expect((await gate.ask()).state).toBe('approved')
  await agree(gate, proposal)
  await gate.execute(proposal)
  expect(await gate.work((tx) => getPolicy(tx, gate.entity, NOW))).toMatchObject({
    version: 2,
    rules: { reviewAboveMinor: '5000' },
  })
  expect((await gate.ask()).state).toBe('needs_approval')
})

test('a version that another one overtook ends; nothing to change is refused', async () => {
  const gate = await aGate()
  await expect(ask(gate, {})).rejects.toMatchObject({ code: 'approvals.nothing_changes' })
  const first = await ask(gate, { newSellerDays: 60 })
  const second = await ask(gate, { newSellerDays: 90 }, gate.person('olu', ['admin']))
  for (const proposal of [first, second]) await agree(gate, proposal)
  for (const proposal of [first, second]) await gate.execute(proposal)
  expect((await gate.now(first)).state).toBe('executed')
  expect(await gate.now(second)).toMatchObject({ state: 'void', stateReason: expect.stringContaining('changed since') })
})

test('a preview names what would have been decided differently, on the facts of then', async () => {
  const gate = await aGate({ automaticSince: NOW })
  const proposal = await gate.ask()
  await gate.ask({ seller: { id: 'sel_new', since: NOW } })
  const preview = await gate.work((tx) =>
    previewPolicy(tx, { entity: gate.entity, rules: { ...DEFAULT_RULES(100n), reviewAboveMinor: '5000' }, at: NOW }),
  )
  expect(preview).toMatchObject({ lookedAt: 2, differing: 1 })
  expect(preview.differences[0]).toMatchObject({
    id: proposal.id,
    inForce: { decision: 'automatic', approvalsNeeded: 0 },
    asked: { decision: 'needs_approval', approvalsNeeded: 1, sentence: '80.00 USD is over the limit of 50.00 USD.' },
  })
})
