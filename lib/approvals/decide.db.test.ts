import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { drawSample, noteOpened } from './bulk-sample.ts'
import { approve, approveMany, reject } from './decide.ts'
import type { Proposal } from './proposal.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'
import { expireDue } from './upkeep.ts'

const TOMORROW_WEEK = later(8 * 86_400)

let gate: Gate
beforeAll(async () => {
  gate = await aGate()
})
afterAll(closeDatabase)

const yes = (proposal: Proposal, name: string, at = NOW) =>
  approve({
    actor: gate.person(name),
    proposalId: proposal.id,
    argumentsHash: proposal.argumentsHash,
    comment: '',
    at,
  })

describe('an approval', () => {
  test('of two approvers at once counts once, and execution sends once', async () => {
    const proposal = await gate.ask()
    const answers = await Promise.allSettled([yes(proposal, 'priya'), yes(proposal, 'marc')])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'approvals.already_decided', message: 'This proposal is already approved.' },
    })

    gate.script.answers = [gate.succeeded('tr_once')]
    await Promise.all([gate.execute(proposal), gate.execute(proposal), gate.execute(proposal)])
    expect(gate.script.asked).toEqual([`send tieout-${proposal.id}-1`])
    expect(gate.script.recorded).toEqual(['tr_once'])
    expect(await gate.now(proposal)).toMatchObject({ state: 'executed', providerObjectId: 'tr_once', attempt: 1 })
  })

  test('of a large amount needs two people, also when both come at once', async () => {
    const proposal = await gate.ask({ amount: money(6_000_000n, 'USD'), functional: money(6_000_000n, 'USD') })
    expect(await yes(proposal, 'priya')).toEqual({ state: 'needs_approval' })
    await expect(yes(proposal, 'priya')).rejects.toMatchObject({ code: 'approvals.decided_by_you' })
    expect((await gate.now(proposal)).state).toBe('needs_approval')
    expect(await yes(proposal, 'marc')).toEqual({ state: 'approved' })

    const another = await gate.ask({ amount: money(6_000_000n, 'USD'), functional: money(6_000_000n, 'USD') })
    await Promise.all([yes(another, 'priya'), yes(another, 'marc')])
    expect((await gate.now(another)).state).toBe('approved')
  })

  test('is refused to whoever asked for it', async () => {
    const proposal = await gate.ask({ proposedBy: { kind: 'person', id: 'per_priya' } })
    await expect(yes(proposal, 'priya')).rejects.toMatchObject({ code: 'approvals.self_approval' })
    expect(await yes(proposal, 'marc')).toEqual({ state: 'approved' })
  })

  test('of other arguments than the stored ones is refused', async () => {
    const proposal = await gate.ask()
    const seen = { ...proposal, argumentsHash: '0'.repeat(64) }
    await expect(yes(seen, 'priya')).rejects.toMatchObject({ code: 'approvals.changed_since' })
    expect((await gate.now(proposal)).state).toBe('needs_approval')
  })

  test('is too late after expiry, and the proposal ends as expired', async () => {
    const proposal = await gate.ask()
    await expect(yes(proposal, 'priya', proposal.expiresAt)).rejects.toMatchObject({ code: 'approvals.expired' })

    const ended = await gate.work((tx) => expireDue(tx, TOMORROW_WEEK))
    expect(ended.map(({ subjectId }) => subjectId)).toContain(proposal.subjectId)
    expect(await gate.now(proposal)).toMatchObject({ state: 'expired', stateReason: 'Nobody decided in time.' })
    await expect(yes(proposal, 'priya')).rejects.toMatchObject({ message: 'This proposal is already expired.' })
  })
})

test('a rejection ends the proposal with its reason', async () => {
  const proposal = await gate.ask()
  const { id: proposalId, argumentsHash } = proposal
  await reject({ actor: gate.person('marc'), proposalId, argumentsHash, comment: 'Wrong seller', at: NOW })
  expect(await gate.now(proposal)).toMatchObject({ state: 'rejected', stateReason: 'Wrong seller' })
  await expect(yes(proposal, 'priya')).rejects.toMatchObject({ code: 'approvals.already_decided' })
  await gate.execute(proposal)
  expect(await gate.attempts(proposal)).toEqual([])
})

describe('approving many', () => {
  const many = (proposals: readonly Proposal[], minor: string, currency = 'USD') =>
    openSample(proposals).then(() =>
      approveMany({
        actor: gate.person('priya'),
        items: proposals.map(({ id, argumentsHash }) => ({ proposalId: id, argumentsHash })),
        totals: [{ currency, minor }],
        at: NOW,
      }),
    )
  const openSample = async (proposals: readonly Proposal[]) => {
    const actor = gate.person('priya')
    const { drawn } = await drawSample({ actor, proposalIds: proposals.map(({ id }) => id), at: NOW })
    for (const id of drawn) await noteOpened(actor, id, NOW)
  }
  const states = async (proposals: readonly Proposal[]) =>
    (await Promise.all(proposals.map(gate.now))).map(({ state }) => state)

  test('is refused whole when the total is not the confirmed one', async () => {
    const proposals = [await gate.ask(), await gate.ask()]
    const differ = { code: 'approvals.totals_differ' }
    await expect(many(proposals, '15999')).rejects.toMatchObject(differ)
    await expect(many(proposals, '16000', 'EUR')).rejects.toMatchObject(differ)
    await expect(many([...proposals, ...proposals], '32000')).rejects.toMatchObject(differ)
    expect(await states(proposals)).toEqual(['needs_approval', 'needs_approval'])

    expect(await many(proposals, '16000')).toEqual({ approvedCount: 2, refused: [] })
    expect(await states(proposals)).toEqual(['approved', 'approved'])
  })

  test('names what it refused, and approves the others', async () => {
    const own = await gate.ask({ proposedBy: { kind: 'person', id: 'per_priya' } })
    const other = await gate.ask()
    expect(await many([own, other], '16000')).toEqual({
      approvedCount: 1,
      refused: [{ proposalId: own.id, message: expect.stringContaining('Ask another approver') }],
    })
    expect(await states([own, other])).toEqual(['needs_approval', 'approved'])
  })
})
