import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { approve } from './decide.ts'
import type { Outcome } from './executor.ts'
import { pauseExecutions } from './pause-executions.ts'
import type { Proposal } from './proposal.ts'
import { proposeResume } from './resume-executions.ts'
import { lockProposal } from './store.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'
import { retry, unfinished } from './upkeep.ts'

const LEASE_ENDED = later(61)
const DAY_LATER = later(24 * 3_600)

const unknown = (isAnswered: boolean): Outcome => ({
  outcome: 'unknown',
  message: isAnswered ? 'An error occurred on our side.' : 'The connection broke.',
  requestId: '',
  isAnswered,
})
const failed = (code: string): Outcome => ({
  outcome: 'failed',
  code,
  message: `No: ${code}.`,
  requestId: 'req_no',
  isInsufficient: code === 'balance_insufficient',
})

let gate: Gate
beforeEach(async () => {
  gate = await aGate()
})
afterAll(closeDatabase)

async function approved(): Promise<Proposal> {
  const proposal = await gate.ask()
  const { id: proposalId, argumentsHash } = proposal
  await approve({ actor: gate.person('priya'), proposalId, argumentsHash, comment: '', at: NOW })
  return proposal
}

const key = (proposal: Proposal, attempt: number) => `tieout-${proposal.id}-${attempt}`
const left = (at: Date) => gate.work((tx) => unfinished(tx, at))

describe('before anything is sent,', () => {
  test('nobody’s approval means no execution', async () => {
    const proposal = await gate.ask()
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([])
    expect((await gate.now(proposal)).state).toBe('needs_approval')
  })

  test('a check that says no ends it with the reason', async () => {
    const proposal = await approved()
    gate.script.recheck = { ok: false, void: true, reason: 'The invoice was refunded meanwhile.' }
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([])
    expect(await gate.now(proposal)).toMatchObject({
      state: 'void',
      stateReason: 'The invoice was refunded meanwhile.',
    })
    expect(await gate.attempts(proposal)).toEqual([])
  })

  test('a check that wants a person sends it back', async () => {
    const proposal = await approved()
    gate.script.recheck = { ok: false, void: false, reason: 'The seller is held.' }
    await gate.execute(proposal)
    expect(await gate.now(proposal)).toMatchObject({ state: 'needs_approval', stateReason: 'The seller is held.' })
  })

  test('arguments that are not the approved ones end it', async () => {
    const proposal = await approved()
    const changed = proposal.arguments.replace('8000', '9000')
    await gate.work((tx) => tx.exec('UPDATE proposal SET arguments = $2 WHERE id = $1', [proposal.id, changed]))
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([])
    expect(await gate.now(proposal)).toMatchObject({
      state: 'void',
      stateReason: 'The arguments are not the approved ones any more.',
    })
  })

  test('an approval that was not used in time ends it', async () => {
    const proposal = await approved()
    await gate.execute(proposal, proposal.expiresAt)
    expect(gate.script.asked).toEqual([])
    expect((await gate.now(proposal)).state).toBe('expired')
  })

  test('a stricter policy asks for more people', async () => {
    const proposal = await approved()
    const strict = { reviewAboveMinor: '0', twoPersonAboveMinor: '100', newSellerDays: 30, expiryHours: 72 }
    await gate.work((tx) =>
      tx.exec(
        `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by)
         VALUES ($1, 2, $2::jsonb, $3::timestamptz, 'per_ada')`,
        [gate.entity.id, JSON.stringify(strict), NOW.toISOString()],
      ),
    )
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([])
    expect(await gate.now(proposal)).toMatchObject({ state: 'needs_approval', approvalsNeeded: 2, policyVersion: 2 })
  })

  test('a pause holds it, and lifting the pause lets it go', async () => {
    const proposal = await approved()
    const admin = gate.person('ada', ['admin'])
    await pauseExecutions(admin, NOW)
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([])
    expect((await gate.now(proposal)).state).toBe('approved')

    const { proposalId } = await proposeResume({ actor: admin, reason: 'The incident is over.', at: NOW })
    const release = await gate.work((tx) => lockProposal(tx, proposalId))
    expect(release).toMatchObject({ state: 'needs_approval', approvalsNeeded: 2 })
    const agree = (name: string, seen = release) =>
      approve({ actor: gate.person(name), proposalId, argumentsHash: seen.argumentsHash, comment: '', at: NOW })
    await expect(agree('ada')).rejects.toMatchObject({ code: 'approvals.self_approval' })
    await agree('priya')
    await gate.execute(release)
    await gate.execute(proposal)
    expect((await gate.now(proposal)).state).toBe('approved')
    await agree('marc')
    await Promise.all([gate.execute(release), gate.execute(release)])
    expect(await gate.now(release)).toMatchObject({ state: 'executed', attempt: 1 })
    gate.script.answers = [gate.succeeded('tr_after')]
    await gate.execute(proposal)
    expect((await gate.now(proposal)).state).toBe('executed')
  })
})

describe('when the process dies between claim and answer,', () => {
  test('nobody else asks until its lease ends; then it is looked up before the same key is sent', async () => {
    const proposal = await approved()
    gate.script.answers = ['process died', gate.succeeded('tr_second')]
    await expect(gate.execute(proposal)).rejects.toThrow('the process died')
    expect((await gate.now(proposal)).state).toBe('executing')

    await gate.execute(proposal, later(30))
    await gate.resolve(proposal, later(30))
    expect(await left(later(30))).toEqual([])
    expect(gate.script.asked).toEqual([`send ${key(proposal, 1)}`])

    expect(await left(LEASE_ENDED)).toEqual([proposal.id])
    gate.script.found = [null]
    await gate.resolve(proposal, LEASE_ENDED)
    expect(gate.script.asked).toEqual([`send ${key(proposal, 1)}`, 'look up', `send ${key(proposal, 1)}`])
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', providerObjectId: 'tr_second', attempt: 1 })
    expect(await left(DAY_LATER)).toEqual([])
  })

  test('what it did is found, not done again', async () => {
    const proposal = await approved()
    gate.script.answers = ['process died']
    await expect(gate.execute(proposal)).rejects.toThrow('the process died')
    gate.script.found = [gate.succeeded('tr_first')]
    await gate.resolve(proposal, LEASE_ENDED)
    expect(gate.script.asked).toEqual([`send ${key(proposal, 1)}`, 'look up'])
    expect(gate.script.recorded).toEqual(['tr_first'])
  })

  test('two who come to look are one', async () => {
    const proposal = await approved()
    gate.script.answers = ['process died']
    await expect(gate.execute(proposal)).rejects.toThrow('the process died')
    gate.script.found = [gate.succeeded('tr_first')]
    await Promise.all([gate.resolve(proposal, LEASE_ENDED), gate.resolve(proposal, LEASE_ENDED)])
    expect(gate.script.recorded).toEqual(['tr_first'])
  })
})

describe('an unknown outcome', () => {
  async function lost(isAnswered = false): Promise<Proposal> {
    const proposal = await approved()
    gate.script.answers = [unknown(isAnswered)]
    await gate.execute(proposal)
    expect((await gate.now(proposal)).state).toBe('unknown')
    expect(await left(NOW)).toEqual([proposal.id])
    gate.script.asked.length = 0
    return proposal
  }

  test('is never claimed again, nor tried again by a person', async () => {
    const proposal = await lost()
    await gate.execute(proposal)
    await expect(
      retry({ actor: gate.person('olu', ['operator']), proposalId: proposal.id, at: NOW }),
    ).rejects.toMatchObject({ code: 'approvals.not_retryable' })
    expect(gate.script.asked).toEqual([])
  })

  test('that is found is executed', async () => {
    const proposal = await lost()
    gate.script.found = [gate.succeeded('tr_found')]
    await gate.resolve(proposal, later(5))
    expect(gate.script.asked).toEqual(['look up'])
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', providerObjectId: 'tr_found' })
    expect(await gate.attempts(proposal)).toEqual([
      { attempt: 1, state: 'succeeded', key: key(proposal, 1), objectId: 'tr_found' },
    ])
  })

  test('that is absent, and lost again, is sent with the same key until it is known', async () => {
    const proposal = await lost()
    gate.script.found = [null, null]
    gate.script.answers = [unknown(false), gate.succeeded('tr_same')]
    await gate.resolve(proposal, later(5))
    expect((await gate.now(proposal)).state).toBe('unknown')
    await gate.resolve(proposal, later(10))
    expect(gate.script.asked).toEqual(['look up', `send ${key(proposal, 1)}`, 'look up', `send ${key(proposal, 1)}`])
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', attempt: 1 })
  })

  test('that is answered with the same fault again, and absent, has failed', async () => {
    const proposal = await lost(true)
    gate.script.found = [null, null]
    gate.script.answers = [unknown(true)]
    await gate.resolve(proposal, later(5))
    expect(gate.script.asked).toEqual(['look up', `send ${key(proposal, 1)}`, 'look up'])
    expect((await gate.now(proposal)).state).toBe('failed')
  })

  test('that turns up after the fault came again is executed all the same', async () => {
    const proposal = await lost(true)
    gate.script.found = [null, gate.succeeded('tr_late')]
    gate.script.answers = [unknown(true)]
    await gate.resolve(proposal, later(5))
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', providerObjectId: 'tr_late' })
  })

  test('is not sent again once the key no longer protects', async () => {
    const proposal = await lost()
    gate.script.found = [null]
    await gate.resolve(proposal, DAY_LATER)
    expect(gate.script.asked).toEqual(['look up'])
    expect(await gate.now(proposal)).toMatchObject({
      state: 'unknown',
      stateReason: expect.stringContaining('Look in the Dashboard'),
    })
  })
})

describe('a definite no', () => {
  test('waits for funds, then goes as a new attempt with a new key', async () => {
    const proposal = await approved()
    gate.script.answers = [failed('balance_insufficient'), gate.succeeded('tr_funded')]
    await gate.execute(proposal)
    expect(await gate.now(proposal)).toMatchObject({
      state: 'waiting_funds',
      stateReason: 'Stripe: No: balance_insufficient.',
    })
    await gate.execute(proposal, later(3_600))
    expect(await gate.attempts(proposal)).toEqual([
      { attempt: 1, state: 'waiting_funds', key: key(proposal, 1), objectId: '' },
      { attempt: 2, state: 'succeeded', key: key(proposal, 2), objectId: 'tr_funded' },
    ])
    expect((await gate.now(proposal)).state).toBe('executed')
  })

  test('stays until a person tries again: a new attempt with a new key', async () => {
    const proposal = await approved()
    gate.script.answers = [failed('account_invalid'), gate.succeeded('tr_again')]
    await gate.execute(proposal)
    await gate.execute(proposal)
    await gate.resolve(proposal, DAY_LATER)
    expect(gate.script.asked).toEqual([`send ${key(proposal, 1)}`])
    expect((await gate.now(proposal)).state).toBe('failed')

    await retry({ actor: gate.person('olu', ['operator']), proposalId: proposal.id, at: NOW })
    await gate.execute(proposal)
    expect(gate.script.asked).toEqual([`send ${key(proposal, 1)}`, `send ${key(proposal, 2)}`])
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', attempt: 2, providerObjectId: 'tr_again' })
  })
})

test('what the policy lets pass is executed without a person', async () => {
  gate = await aGate({ automaticSince: NOW })
  const proposal = await gate.ask()
  expect(proposal.state).toBe('approved')
  gate.script.answers = [gate.succeeded('tr_auto')]
  await gate.execute(proposal)
  expect((await gate.now(proposal)).state).toBe('executed')
})

test('the same thing asked for twice is one proposal', async () => {
  const first = await gate.ask({ onceKey: 'settlement:stl_same:1' })
  expect((await gate.ask({ onceKey: 'settlement:stl_same:1' })).id).toBe(first.id)
})
