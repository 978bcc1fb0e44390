import { afterAll, describe, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { approve } from './decide.ts'
import type { SellerHistory } from './policy.ts'
import { DEFAULT_RULES, type PolicyRules } from './policy-rules.ts'
import type { Proposal } from './proposal.ts'
import type { ProposeInput } from './propose.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'

afterAll(closeDatabase)

const DAY = 86_400
const HISTORY: SellerHistory = {
  isFirstPayout: false,
  lastPaidAt: later(-DAY),
  bankChangedAt: null,
  isBankShared: false,
  usual: { minor: 8_000n, count: 10 },
}

async function gateWith(changes: Partial<PolicyRules>): Promise<Gate> {
  const gate = await aGate({ automaticSince: NOW })
  const rules = { ...DEFAULT_RULES(100n), ...changes }
  await gate.work((tx) =>
    tx.exec(
      `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by) VALUES ($1, 1, $2::jsonb, '2020-01-01', 'test')`,
      [gate.entity.id, JSON.stringify(rules)],
    ),
  )
  gate.script.answers = Array.from({ length: 20 }, (_, n) => gate.succeeded(`tr_${n}`))
  return gate
}
const rulesOf = (proposal: Proposal) => proposal.policyReasons.map(({ rule }) => rule)
const seller = (id: string, history: Partial<SellerHistory> = {}) => ({
  id,
  since: new Date('2024-01-01T00:00:00Z'),
  history: { ...HISTORY, ...history },
})
const states = async (gate: Gate, proposals: readonly Proposal[]) =>
  (await Promise.all(proposals.map(gate.now))).map(({ state }) => state).sort()

describe('what goes out by itself', () => {
  test('to one seller within a day is limited, however many workers come at once', async () => {
    const gate = await gateWith({ sellerDayMinor: '20000' })
    const proposals = [await gate.ask(), await gate.ask(), await gate.ask(), await gate.ask()]
    expect(proposals.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved', 'approved'])
    await Promise.all(proposals.map((proposal) => gate.execute(proposal)))
    expect(await states(gate, proposals)).toEqual(['executed', 'executed', 'needs_approval', 'needs_approval'])
    const other = await gate.ask({ seller: seller('sel_other') })
    await gate.execute(other)
    expect((await gate.now(other)).state).toBe('executed')

    const next = await gate.ask()
    expect(next.state).toBe('needs_approval')
    expect(next.policyReasons).toEqual([
      {
        rule: 'seller_day',
        sentence: 'With it, 240.00 USD would go to this seller by itself within a day; the limit is 200.00 USD.',
      },
    ])
    const tomorrow = await gate.ask({ at: later(DAY + 1) })
    expect(tomorrow.state).toBe('approved')
  })

  test('within seven days, and in all, is limited as well', async () => {
    const gate = await gateWith({ sellerDayMinor: null, sellerWeekMinor: '8000', entityDayMinor: '16000' })
    const first = await gate.ask()
    await gate.execute(first)
    expect(rulesOf(await gate.ask({ at: later(6 * DAY) }))).toEqual(['seller_week'])
    expect((await gate.ask({ at: later(7 * DAY) })).state).toBe('approved')
    await gate.execute(await gate.ask({ seller: seller('sel_b') }))
    expect(rulesOf(await gate.ask({ seller: seller('sel_c') }))).toEqual(['entity_day'])
  })

  test('does not count what a person let go', async () => {
    const gate = await gateWith({ sellerDayMinor: '10000', reviewAboveMinor: '9000' })
    const large = await gate.ask({ amount: money(9_500n, 'USD'), functional: money(9_500n, 'USD') })
    const { id: proposalId, argumentsHash } = large
    await approve({ actor: gate.person('priya'), proposalId, argumentsHash, comment: '', at: NOW })
    await gate.execute(large)
    expect((await gate.now(large)).state).toBe('executed')
    expect((await gate.ask()).state).toBe('approved')
  })
})

test('what one person approves within a day is limited', async () => {
  const gate = await gateWith({ reviewAboveMinor: '0', approverDayMinor: '16000' })
  const proposals = [await gate.ask(), await gate.ask(), await gate.ask()]
  const yes = ({ id: proposalId, argumentsHash }: Proposal, name: string) =>
    approve({ actor: gate.person(name), proposalId, argumentsHash, comment: '', at: NOW })
  const answers = await Promise.allSettled(proposals.map((proposal) => yes(proposal, 'priya')))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      code: 'approvals.over_your_limit',
      message: expect.stringContaining('the limit for one person is 160.00 USD'),
    },
  })
  const [left] = (await Promise.all(proposals.map(gate.now))).filter(({ state }) => state === 'needs_approval')
  if (left === undefined) throw new Error('none was left')
  expect(await yes(left, 'marc')).toEqual({ state: 'approved' })
})

describe('a person looks at', () => {
  test.each<[what: string, history: Partial<SellerHistory>, rule: string]>([
    ['the first money a seller gets', { isFirstPayout: true, lastPaidAt: null, usual: null }, 'first_payout'],
    ['new bank details', { bankChangedAt: later(-13 * DAY) }, 'bank_changed'],
    ['a shared bank account', { isBankShared: true }, 'bank_shared'],
    ['a dormant seller', { lastPaidAt: later(-181 * DAY) }, 'dormant'],
    ['an unusual amount', { usual: { minor: 2_600n, count: 5 } }, 'unusual'],
  ])('%s', async (_, history, rule) => {
    const gate = await gateWith({})
    expect(rulesOf(await gate.ask({ seller: seller('sel_x', history) }))).toEqual([rule])
  })

  test.each<[what: string, history: Partial<SellerHistory>]>([
    ['bank details 14 days old', { bankChangedAt: later(-14 * DAY) }],
    ['a seller paid 180 days ago', { lastPaidAt: later(-180 * DAY) }],
    ['three times the usual', { usual: { minor: 2_667n, count: 5 } }],
    ['an amount that four transfers cannot call unusual', { usual: { minor: 1n, count: 4 } }],
  ])('not at %s', async (_, history) => {
    const gate = await gateWith({})
    expect((await gate.ask({ seller: seller('sel_x', history) })).state).toBe('approved')
  })
})

test('limits of a currency are stated in it', async () => {
  const gate = await gateWith({
    currencyLimits: [{ currency: 'JPY', reviewAboveMinor: '10000', twoPersonAboveMinor: '100000' }],
  })
  const yen = (minor: bigint): Partial<ProposeInput> => ({
    amount: money(minor, 'JPY'),
    functional: money(minor / 2n, 'USD'),
  })
  expect((await gate.ask(yen(10_000n))).state).toBe('approved')
  expect((await gate.ask(yen(10_001n))).policyReasons[0]?.sentence).toBe('10,001 JPY is over the limit of 10,000 JPY.')
  expect((await gate.ask(yen(100_001n))).approvalsNeeded).toBe(2)
})
