import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { approverStatistics } from './approver-statistics.ts'
import { drawSample, noteOpened } from './bulk-sample.ts'
import { approve, approveMany } from './decide.ts'
import { delegators, endDelegation, listDelegations, proposeDelegation } from './delegation.ts'
import type { Proposal } from './proposal.ts'
import { openReleases, proposeRelease, revokeRelease } from './seller-release.ts'
import { lockProposal } from './store.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'

const DAY = 86_400
let gate: Gate
beforeEach(async () => {
  gate = await aGate({ automaticSince: NOW })
  gate.script.answers = Array.from({ length: 20 }, (_, n) => gate.succeeded(`tr_${n}`))
})
afterAll(closeDatabase)

const yes = (
  { id: proposalId, argumentsHash }: Proposal,
  name: string,
  roles?: readonly ('approver' | 'operator')[],
  at = NOW,
) => approve({ actor: gate.person(name, roles), proposalId, argumentsHash, comment: '', at })
const proposal = (id: string) => gate.work((tx) => lockProposal(tx, id))
const young = { seller: { id: 'sel_young', since: NOW } }
const stateOf = async (asked: Proposal) => (await gate.now(asked)).state

describe('a standing release of a seller', () => {
  async function released(capMinor: string) {
    const first = await gate.ask(young)
    const releasing = {
      actor: gate.person('olu', ['operator']),
      proposalId: first.id,
      capMinor,
      days: 30,
      reason: 'Known.',
      at: NOW,
    }
    await expect(proposeRelease(releasing)).rejects.toMatchObject({ code: 'approvals.not_reviewed' })
    await yes(first, 'priya')
    const asked = await proposal((await proposeRelease(releasing)).proposalId)
    await yes(asked, 'priya')
    await gate.execute(asked)
    const [release] = await gate.work((tx) => openReleases(tx, NOW))
    if (release === undefined) throw new Error('nothing was released')
    return release
  }

  test('needs no further person up to its cap, and says what is used', async () => {
    await released('16000')
    const [second, third] = [await gate.ask(young), await gate.ask(young)]
    expect(second).toMatchObject({ state: 'approved', policyReasons: [{ rule: 'seller_release' }] })
    expect(third.state).toBe('approved')
    expect((await gate.ask(young)).state).toBe('needs_approval')
    await Promise.all([gate.execute(second), gate.execute(third)])
    expect([await stateOf(second), await stateOf(third)]).toEqual(['executed', 'executed'])
    const [release] = await gate.work((tx) => openReleases(tx, NOW))
    expect(release?.used).toEqual({ minor: '16000', currency: 'USD' })
  })

  test('ends when its time is over, and when somebody revokes it: what was not carried out waits again', async () => {
    const { id } = await released('80000')
    expect(
      (await gate.ask({ ...young, at: later(31 * DAY), seller: { id: 'sel_young', since: later(30 * DAY) } })).state,
    ).toBe('needs_approval')
    const waiting = await gate.ask(young)
    expect(waiting.state).toBe('approved')
    await revokeRelease({ actor: gate.person('marc'), releaseId: id, at: NOW })
    await gate.execute(waiting)
    expect(await stateOf(waiting)).toBe('needs_approval')
    await expect(revokeRelease({ actor: gate.person('marc'), releaseId: id, at: NOW })).rejects.toMatchObject({
      code: 'approvals.no_release',
    })
  })

  test('does not lift new bank details', async () => {
    await released('80000')
    const history = { isFirstPayout: false, lastPaidAt: NOW, bankChangedAt: NOW, isBankShared: false, usual: null }
    const asked = await gate.ask({ seller: { ...young.seller, history } })
    expect(asked.policyReasons.map(({ rule }) => rule)).toEqual(['bank_changed'])
  })
})

describe('a delegation', () => {
  async function person(name: string, role: string) {
    await gate.work(async (tx) => {
      await tx.exec(
        `INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, '', $4) ON CONFLICT DO NOTHING`,
        [`per_${name}`, `${name}@example.test`, name, NOW],
      )
      await tx.exec(
        `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at) VALUES ($1, $2, $3, 'test', $4)`,
        [`per_${name}`, gate.entity.id, role, NOW],
      )
    })
  }
  async function delegated() {
    await person('priya', 'approver')
    await person('marc', 'approver')
    await person('olu', 'operator')
    const { proposalId } = await proposeDelegation({
      actor: gate.person('priya'),
      toPersonId: 'per_olu',
      startsAt: NOW.toISOString(),
      endsAt: later(DAY).toISOString(),
      reason: 'On leave.',
      at: NOW,
    })
    const asked = await proposal(proposalId)
    await expect(yes(asked, 'olu')).rejects.toMatchObject({ code: 'approvals.shaped_by_you' })
    await yes(asked, 'marc')
    await gate.execute(asked)
  }

  test('lets somebody decide between its dates, with one voice for both', async () => {
    await delegated()
    const who = { personId: 'per_olu' }
    expect(await gate.work((tx) => delegators(tx, { ...who, at: later(DAY - 1) }))).toEqual(['per_priya'])
    expect(await gate.work((tx) => delegators(tx, { ...who, at: later(DAY) }))).toEqual([])
    const large = await gate.ask({ ...young, approvalsAtLeast: { count: 2, reason: 'It is odd.' } })
    await expect(yes(large, 'olu', ['operator'], later(DAY))).rejects.toMatchObject({
      code: 'approvals.not_yours_to_decide',
    })
    expect(await yes(large, 'olu', ['operator'])).toEqual({ state: 'needs_approval' })
    await expect(yes(large, 'priya')).rejects.toMatchObject({ code: 'approvals.decided_by_you' })
    expect(await yes(large, 'marc')).toEqual({ state: 'approved' })
  })

  test('ends at once when one of the two, or an administrator, ends it, and nobody else', async () => {
    await delegated()
    const at = later(60)
    const [{ id: delegationId = '' } = {}] = await gate.work((tx) => listDelegations(tx, at))
    const end = (name: string, role: 'approver' | 'operator' | 'admin') =>
      endDelegation({ actor: gate.person(name, [role]), delegationId, at })
    await expect(end('marc', 'approver')).rejects.toMatchObject({ code: 'approvals.no_delegation' })
    await end('olu', 'operator')
    expect(await gate.work((tx) => delegators(tx, { personId: 'per_olu', at: later(61) }))).toEqual([])
    await expect(end('ada', 'admin')).rejects.toMatchObject({ code: 'approvals.no_delegation' })
  })

  test('gives no way around a conflict: neither of who decides, nor of whose right it is', async () => {
    await delegated()
    const own = await gate.ask({ ...young, proposedBy: { kind: 'person', id: 'per_olu' } })
    await expect(yes(own, 'olu', ['operator'])).rejects.toMatchObject({ code: 'approvals.self_approval' })
    const theirs = await gate.ask({ ...young, proposedBy: { kind: 'person', id: 'per_priya' } })
    await expect(yes(theirs, 'olu', ['operator'])).rejects.toMatchObject({ code: 'approvals.not_yours_to_decide' })
  })
})

describe('a bulk approval', () => {
  const many = (proposals: readonly Proposal[]) =>
    approveMany({
      actor: gate.person('priya'),
      items: proposals.map(({ id, argumentsHash }) => ({ proposalId: id, argumentsHash })),
      totals: [{ currency: 'USD', minor: `${8_000 * proposals.length}` }],
      at: NOW,
    })

  test('waits until what chance picked was opened; asking again does not draw again', async () => {
    const proposals: Proposal[] = []
    for (let n = 0; n < 11; n += 1) proposals.push(await gate.ask(young))
    const actor = gate.person('priya')
    const proposalIds = proposals.map(({ id }) => id)
    await expect(many(proposals)).rejects.toMatchObject({ code: 'approvals.open_first' })
    const { drawn, opened } = await drawSample({ actor, proposalIds, at: NOW })
    expect([drawn.length, opened.length]).toEqual([3, 0])
    expect((await drawSample({ actor, proposalIds: proposalIds.toReversed(), at: NOW })).drawn).toEqual(drawn)
    for (const id of drawn.slice(1)) await noteOpened(actor, id, NOW)
    await expect(many(proposals)).rejects.toMatchObject({ detail: { left: 1 } })
    await noteOpened(actor, drawn[0] ?? '', NOW)
    expect(await many(proposals)).toEqual({ approvedCount: 11, refused: [] })
    expect(await gate.work((tx) => approverStatistics(tx, later(60)))).toMatchObject([
      { personId: 'per_priya', decided: 11, rejected: 0, opened: 3, medianSeconds: 0 },
    ])
  })
})
