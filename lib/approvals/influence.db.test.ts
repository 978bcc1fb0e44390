import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { approve } from './decide.ts'
import { listQueue } from './list-proposals.ts'
import type { Proposal } from './proposal.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'

const DAY = 86_400
let gate: Gate
beforeEach(async () => {
  gate = await aGate()
})
afterAll(closeDatabase)

const yes = (proposal: Proposal, name: string, at = NOW) =>
  approve({ actor: gate.person(name), proposalId: proposal.id, argumentsHash: proposal.argumentsHash, comment: '', at })

type Done = { action: string; refs: string[]; at?: Date; who?: string; kind?: 'person' | 'system' }
const done = ({ action, refs, at = later(-DAY), who = 'per_priya', kind = 'person' }: Done) =>
  gate.work((tx) =>
    recordAudit(tx, {
      actor: { kind, id: who, role: 'operator' },
      action,
      subject: { kind: 'thing', id: 'thing_1' },
      refs,
      note: `Did ${action}.`,
      at,
    }),
  )

describe('whoever changed what a proposal of the system rests on cannot approve it:', () => {
  test.each<[what: string, action: string, refs: string[]]>([
    ['the seller', 'sellers.verify_bank', ['seller:sel_nordic']],
    ['a hold', 'sellers.lift_hold', ['seller:sel_nordic']],
    ['the contract', 'contracts.add_version', ['contract:ctr_1', 'seller:sel_nordic']],
    ['the default contract', 'contracts.add_version', ['contract:ctr_0']],
    ['the record', 'records.import', ['invoice:in_1']],
    ['the rates', 'rates.upload', []],
  ])('%s', async (_, action, refs) => {
    await done({ action, refs })
    const proposal = await gate.ask()
    await expect(yes(proposal, 'priya')).rejects.toMatchObject({
      code: 'approvals.influenced_by_you',
      message: `You changed what this rests on, on 2026-11-19: “Did ${action}.” Ask another approver.`,
    })
    const [row] = await gate.work((tx) => listQueue(tx, { personId: 'per_priya', at: NOW }, 10))
    expect(row?.blocker).toContain('You changed what this rests on')
    expect(await yes(proposal, 'marc')).toEqual({ state: 'approved' })
  })
})

test('it is asked again at the decision: a change after the proposal counts', async () => {
  const proposal = await gate.ask()
  await done({ action: 'sellers.lift_hold', refs: ['seller:sel_nordic'], at: NOW })
  await expect(yes(proposal, 'priya', later(60))).rejects.toMatchObject({ code: 'approvals.influenced_by_you' })
})

test.each<[why: string, change: Done]>([
  ['another seller', { action: 'sellers.hold', refs: ['seller:sel_other'] }],
  ['another person', { action: 'sellers.hold', refs: ['seller:sel_nordic'], who: 'per_marc' }],
  ['long ago', { action: 'sellers.hold', refs: ['seller:sel_nordic'], at: later(-30 * DAY - 1) }],
  ['the system', { action: 'sellers.hold', refs: ['seller:sel_nordic'], kind: 'system' }],
  ['deciding about the seller before', { action: 'approvals.approve', refs: ['seller:sel_nordic'] }],
])('a change by or of %s does not stop anybody', async (_, change) => {
  await done(change)
  expect(await yes(await gate.ask(), 'priya')).toEqual({ state: 'approved' })
})

test('a change that went through the gate counts for whoever proposed it and whoever shaped it', async () => {
  const change = await gate.ask({
    kind: 'contract.version',
    seller: { id: 'sel_nordic', since: NOW },
    subject: { kind: 'contract', id: 'ctr_1' },
    evidence: [],
    proposedBy: { kind: 'person', id: 'per_priya' },
    shapedBy: ['per_olu'],
  })
  await gate.work((tx) => tx.exec("UPDATE proposal SET state = 'executed' WHERE id = $1", [change.id]))
  const proposal = await gate.ask()
  await expect(yes(proposal, 'priya')).rejects.toMatchObject({ code: 'approvals.influenced_by_you' })
  await expect(yes(proposal, 'olu')).rejects.toMatchObject({ code: 'approvals.influenced_by_you' })
  expect(await yes(proposal, 'marc')).toEqual({ state: 'approved' })
})
