import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { approve, approveMany } from './decide.ts'
import type { Applied } from './executor.ts'
import type { Proposal } from './proposal.ts'
import { type ProposeInput, propose } from './propose.ts'
import { aGate, type Gate, NOW } from './testing.ts'
import { retry } from './upkeep.ts'

afterAll(closeDatabase)

/** A gate whose configuration change runs the given work and counts how often it was applied for good. */
async function configurable(work: (proposal: Proposal) => void = () => {}) {
  const gate = await aGate({
    goLiveAt: null,
    local: {
      recheck: async () => gate.script.recheck,
      apply: async (tx, proposal, at): Promise<Applied> => {
        await tx.exec(
          `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by)
           SELECT $1, coalesce(max(version), 0) + 100, '{}', $2::timestamptz + interval '9 years', 'test' FROM policy_version WHERE entity_id = $1`,
          [gate.entity.id, at],
        )
        work(proposal)
        return { objectId: 'ctv_made', sentence: 'Made it.', refs: ['contract:ctr_1'] }
      },
    },
  })
  return gate
}
const applied = (gate: Gate) =>
  gate.work(async (tx) => {
    const rows = await tx.sql('SELECT 1 FROM policy_version WHERE entity_id = $1 AND version >= 100', [gate.entity.id])
    return rows.length
  })
const change = (gate: Gate, input: Partial<ProposeInput> = {}) =>
  gate.work((tx) =>
    propose(tx, {
      entity: gate.entity,
      kind: 'contract.version',
      onceKey: `contract:ctr_1:${crypto.randomUUID()}`,
      arguments: { rules: [{ percentBps: 1_500 }] },
      subject: { kind: 'contract', id: 'ctr_1' },
      summary: 'Nordic pays 15 % from 1 December.',
      reasoning: 'Agreed.',
      evidence: [],
      checks: [],
      effects: [{ label: 'Commission', before: '20 %', after: '15 %', currency: '' }],
      proposedBy: { kind: 'person', id: 'per_ada' },
      at: NOW,
      ...input,
    }),
  )
const yes = (gate: Gate, proposal: Proposal, name: string) =>
  approve({
    actor: gate.person(name),
    proposalId: proposal.id,
    argumentsHash: proposal.argumentsHash,
    comment: '',
    at: NOW,
  })

test('configuration always needs a person, also before go-live, and is applied once', async () => {
  const gate = await configurable()
  const proposal = await change(gate)
  expect(proposal).toMatchObject({ state: 'needs_approval', approvalsNeeded: 1, amountMinor: 0n, sellerId: '' })
  await gate.execute(proposal)
  expect(await applied(gate)).toBe(0)
  await yes(gate, proposal, 'priya')
  await Promise.all([gate.execute(proposal), gate.execute(proposal), gate.execute(proposal)])
  expect(await applied(gate)).toBe(1)
  expect(await gate.now(proposal)).toMatchObject({ state: 'executed', providerObjectId: 'ctv_made' })
  expect(await gate.attempts(proposal)).toMatchObject([{ attempt: 1, state: 'succeeded', objectId: 'ctv_made' }])
})

test('who proposes it may know that it needs two, and who shaped it cannot approve it', async () => {
  const gate = await configurable()
  const proposal = await change(gate, {
    approvalsAtLeast: { count: 2, reason: 'It starts before today.' },
    shapedBy: ['per_marc'],
  })
  expect(proposal).toMatchObject({ approvalsNeeded: 2 })
  expect(proposal.policyReasons.map(({ sentence }) => sentence)).toContain('It starts before today.')
  await expect(yes(gate, proposal, 'marc')).rejects.toMatchObject({ code: 'approvals.shaped_by_you' })
  expect(await yes(gate, proposal, 'priya')).toEqual({ state: 'needs_approval' })
  expect(await yes(gate, proposal, 'olu')).toEqual({ state: 'approved' })
})

test('what the change refuses leaves nothing behind, says why, and can be tried again', async () => {
  let isClosed = true
  const gate = await configurable(() => {
    if (isClosed) throw new Refusal({ code: 'test.closed', status: 409, message: 'The period is closed.' })
  })
  const proposal = await change(gate)
  await yes(gate, proposal, 'priya')
  await gate.execute(proposal)
  expect(await applied(gate)).toBe(0)
  expect(await gate.now(proposal)).toMatchObject({ state: 'failed', stateReason: 'The period is closed.' })
  isClosed = false
  await retry({ actor: gate.person('olu', ['operator']), proposalId: proposal.id, at: NOW })
  await gate.execute(proposal)
  expect(await gate.now(proposal)).toMatchObject({ state: 'executed', attempt: 2 })
})

test('a fault leaves the approval as it was', async () => {
  let isBroken = true
  const gate = await configurable(() => {
    if (isBroken) throw new Error('the disk is full')
  })
  const proposal = await change(gate)
  await yes(gate, proposal, 'priya')
  await expect(gate.execute(proposal)).rejects.toThrow('the disk is full')
  expect((await gate.now(proposal)).state).toBe('approved')
  isBroken = false
  await gate.execute(proposal)
  expect(await applied(gate)).toBe(1)
})

test('a check that says no ends it, and it is not approved among others', async () => {
  const gate = await configurable()
  const proposal = await change(gate)
  await expect(
    approveMany({
      actor: gate.person('priya'),
      items: [{ proposalId: proposal.id, argumentsHash: proposal.argumentsHash }],
      totals: [{ currency: 'USD', minor: '0' }],
      at: NOW,
    }),
  ).rejects.toMatchObject({ code: 'approvals.decide_alone' })
  await yes(gate, proposal, 'priya')
  gate.script.recheck = { ok: false, void: true, reason: 'Another version came first.' }
  await gate.execute(proposal)
  expect(await gate.now(proposal)).toMatchObject({ state: 'void', stateReason: 'Another version came first.' })
})
