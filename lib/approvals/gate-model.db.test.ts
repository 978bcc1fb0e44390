import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { money } from '#lib/money/money.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { approve } from './decide.ts'
import { pauseExecutions } from './pause-executions.ts'
import { DEFAULT_RULES } from './policy-rules.ts'
import type { Proposal } from './proposal.ts'
import { proposeResume } from './resume-executions.ts'
import { lockProposal } from './store.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'

afterAll(closeDatabase)

const APPROVERS = ['priya', 'marc', 'nia'] as const
const PEOPLE = [...APPROVERS, 'olu'] as const
type Person = (typeof PEOPLE)[number]
const SELLERS = ['sel_a', 'sel_b'] as const
const SELLER_DAY = 20_000n

/** What must hold, kept beside the gate: who asked, who changed what, whether all is paused. */
type Model = {
  isPaused: boolean
  readonly asked: { proposal: Proposal; by: Person | 'system'; seller: string }[]
  readonly releases: { proposal: Proposal; by: Person }[]
  readonly changed: Set<string>
  readonly delegated: Set<string>
}
type Step = fc.AsyncCommand<Model, Gate>
const always = () => true
const at = later(1)

const pick = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(1, items.length)]

/** A yes that the gate takes must come from somebody without a conflict; a refusal is always right to give. */
async function decideAs(model: Model, gate: Gate, who: Person, proposal: Proposal, by: string, seller: string) {
  const isApprover = APPROVERS.some((name) => name === who)
  const actor = gate.person(who, [isApprover ? 'approver' : 'operator'])
  const { id: proposalId, argumentsHash } = proposal
  try {
    await approve({ actor, proposalId, argumentsHash, comment: '', at })
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return
  }
  expect(by).not.toBe(who)
  expect(model.changed.has(`${who} ${seller}`)).toBe(false)
  if (isApprover) return
  const givers = [...model.delegated].filter((name) => name !== by && !model.changed.has(`${name} ${seller}`))
  expect(givers.length).toBeGreaterThan(0)
}

const ask = (seller: string, minor: bigint, by: Person | 'system'): Step => ({
  check: always,
  toString: () => `${by} asks ${minor} for ${seller}`,
  run: async (model, gate) => {
    const proposal = await gate.ask({
      seller: { id: seller, since: new Date('2024-01-01T00:00:00Z') },
      amount: money(minor, 'USD'),
      functional: money(minor, 'USD'),
      proposedBy: by === 'system' ? { kind: 'system', id: 'system' } : { kind: 'person', id: `per_${by}` },
    })
    model.asked.push({ proposal, by, seller })
  },
})
const decide = (who: Person, index: number): Step => ({
  check: ({ asked }) => asked.length > 0,
  toString: () => `${who} approves ${index}`,
  run: async (model, gate) => {
    const found = pick(model.asked, index)
    if (found !== undefined) await decideAs(model, gate, who, found.proposal, found.by, found.seller)
  },
})
const change = (who: Person, seller: string): Step => ({
  check: always,
  toString: () => `${who} changes ${seller}`,
  run: async (model, gate) => {
    const actor = { kind: 'person', id: `per_${who}`, role: 'operator' } as const
    const subject = { kind: 'seller', id: seller }
    await gate.work((tx) => recordAudit(tx, { actor, action: 'sellers.lift_hold', subject, note: 'Lifted.', at: NOW }))
    model.changed.add(`${who} ${seller}`)
  },
})
const pause: Step = {
  check: always,
  toString: () => 'pause',
  run: async (model, gate) => {
    await pauseExecutions(gate.person('ada', ['admin']), at)
    model.isPaused = true
  },
}
const askToResume = (by: Person): Step => ({
  check: ({ isPaused }) => isPaused,
  toString: () => `${by} asks to resume`,
  run: async (model, gate) => {
    const { proposalId } = await proposeResume({ actor: gate.person(by), reason: 'It is over.', at })
    const proposal = await gate.work((tx) => lockProposal(tx, proposalId))
    if (model.releases.every((known) => known.proposal.id !== proposalId)) model.releases.push({ proposal, by })
  },
})
const resume = (who: readonly Person[]): Step => ({
  check: ({ releases, isPaused }) => isPaused && releases.length > 0,
  toString: () => `${who.join(' and ')} let it go on`,
  run: async (model, gate) => {
    const last = model.releases.at(-1)
    if (last === undefined) return
    for (const one of who) await decideAs(model, gate, one, last.proposal, last.by, '')
    await Promise.all([gate.execute(last.proposal, at), gate.execute(last.proposal, at)])
    const after = await gate.now(last.proposal)
    if (after.state !== 'executed') return
    const approvers = new Set(who.filter((one) => one !== last.by))
    expect(approvers.size + model.delegated.size).toBeGreaterThanOrEqual(1)
    model.isPaused = false
    model.releases.length = 0
  },
})
const delegate = (from: (typeof APPROVERS)[number]): Step => ({
  check: ({ delegated }) => !delegated.has(from),
  toString: () => `${from} delegates to olu`,
  run: async (model, gate) => {
    await gate.work((tx) =>
      tx.exec(
        `INSERT INTO delegation (id, entity_id, from_person_id, to_person_id, starts_at, ends_at, reason, proposal_id)
         VALUES ($1, $2, $3, 'per_olu', $4, $4::timestamptz + interval '1 day', '', '')`,
        [`dlg_${from}_${gate.entity.id}`, gate.entity.id, `per_${from}`, NOW],
      ),
    )
    model.delegated.add(from)
  },
})
const execute = (from: number): Step => ({
  check: ({ asked }) => asked.length > 0,
  toString: () => `workers carry out from ${from}`,
  run: async (model, gate) => {
    const some = [0, 1, 2].flatMap((by) => pick(model.asked, from + by) ?? [])
    const before = gate.script.asked.length
    await Promise.all([...some, ...some].map(({ proposal }) => gate.execute(proposal, at)))
    if (model.isPaused) expect(gate.script.asked.length).toBe(before)
    await holds(gate)
  },
})

/** Never twice, never over the limit, never without enough people. */
async function holds(gate: Gate): Promise<void> {
  expect(new Set(gate.script.asked).size).toBe(gate.script.asked.length)
  const gone = await gate.work((tx) =>
    tx.sql<{ minor: bigint }>(
      `SELECT sum(amount_minor)::bigint AS minor FROM proposal WHERE entity_id = $1 AND kind = 'transfer.create' AND state = 'executed'
          AND policy_decision = 'automatic' GROUP BY seller_id`,
      [gate.entity.id],
    ),
  )
  for (const { minor } of gone) expect(minor).toBeLessThanOrEqual(SELLER_DAY)
  const alone = await gate.work((tx) =>
    tx.sql(
      `SELECT p.id FROM proposal p WHERE p.entity_id = $1 AND p.state = 'executed' AND p.policy_decision <> 'automatic'
          AND (SELECT count(DISTINCT CASE WHEN d.on_behalf_of = '' THEN d.person_id ELSE d.on_behalf_of END) FROM decision d
                WHERE d.proposal_id = p.id AND d.verdict = 'approve') < p.approvals_needed`,
      [gate.entity.id],
    ),
  )
  expect(alone).toEqual([])
}

async function aLimitedGate(): Promise<Gate> {
  const gate = await aGate({ automaticSince: NOW })
  gate.script.answers = Array.from({ length: 400 }, (_, n) => gate.succeeded(`tr_${n}`))
  const rules = {
    ...DEFAULT_RULES(100n),
    reviewAboveMinor: '15000',
    twoPersonAboveMinor: '30000',
    sellerDayMinor: `${SELLER_DAY}`,
  }
  await gate.work(async (tx) => {
    await tx.exec(
      `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by) VALUES ($1, 1, $2::jsonb, '2020-01-01', 'test')`,
      [gate.entity.id, JSON.stringify(rules)],
    )
    for (const name of PEOPLE) {
      await tx.exec(
        `INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $1 || '@example.test', $1, '', $2) ON CONFLICT DO NOTHING`,
        [`per_${name}`, NOW],
      )
      await tx.exec(
        `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at) VALUES ($1, $2, $3, 'test', $4)`,
        [`per_${name}`, gate.entity.id, name === 'olu' ? 'operator' : 'approver', NOW],
      )
    }
  })
  return gate
}

const person = fc.constantFrom(...PEOPLE)
const seller = fc.constantFrom(...SELLERS)
const nth = fc.nat(20)
const STEPS = [
  fc
    .tuple(seller, fc.bigInt(1_000n, 40_000n), fc.constantFrom<Person | 'system'>('system', ...PEOPLE))
    .map((all) => ask(...all)),
  fc.tuple(seller, fc.bigInt(1_000n, 12_000n)).map(([to, minor]) => ask(to, minor, 'system')),
  fc.tuple(person, nth).map(([who, index]) => decide(who, index)),
  fc.tuple(person, nth).map(([who, index]) => decide(who, index)),
  nth.map(execute),
  nth.map(execute),
  fc.tuple(person, seller).map(([who, of]) => change(who, of)),
  fc.constant(pause),
  person.map(askToResume),
  fc.uniqueArray(person, { minLength: 2, maxLength: 3 }).map(resume),
  fc.constantFrom(...APPROVERS).map(delegate),
]

test('whatever people and workers do, nothing is executed twice, over a limit, while paused or by a conflicted approver', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(STEPS, { maxCommands: 40 }), async (steps) => {
      const gate = await aLimitedGate()
      const model: Model = { isPaused: false, asked: [], releases: [], changed: new Set(), delegated: new Set() }
      await fc.asyncModelRun(() => ({ model, real: gate }), steps)
      await holds(gate)
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 240_000)
