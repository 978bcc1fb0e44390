import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal, resolveUnknown } from '#lib/approvals/execute.ts'
import type { Executors, ProviderExecutor } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { retry } from '#lib/approvals/upkeep.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { money } from '#lib/money/money.ts'
import { setClockForTest } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { platformAccount } from '#lib/providers/stripe/account.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchAll } from '#lib/providers/stripe/fetch.ts'
import { createTransfer } from '#lib/providers/stripe/transfers.ts'
import { outcomesAsRecorded } from '#lib/reconciliation/recorded-outcomes.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { recordOutcome } from '#lib/transfers/record-outcome.ts'
import type { TransferArguments } from '#lib/transfers/transfer-arguments.ts'
import { executorsFor } from './executors.ts'

let sandbox: Sandbox
let entity: Entity
let destination = ''
/** What the product thinks the time is; the sandbox's own stands still, so that its keys would still protect. */
let now: Date

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'empty', end: '2026-11-20', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  now = new Date(sandbox.world.now() * 1_000)
  setClockForTest(() => now)
  const { id, name } = await platformAccount()
  entity = await ensureEntity({
    name,
    stripeAccount: id,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: new Date(0),
    automaticSince: null,
    at: now,
  })
  const account = { country: 'US', type: 'express', capabilities: { transfers: { requested: 'true' } } }
  destination = String((await make(sandbox)('accounts', account)).id)
})

afterEach(() => faults([]))
afterAll(async () => {
  await sandbox.close()
  await closeDatabase()
})

async function faults(rules: object[]): Promise<void> {
  const response = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify({ rules }) })
  expect(response.status).toBe(200)
}

const work = <T>(inside: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), inside)
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const stateOf = (id: string) => work((tx) => lockProposal(tx, id))
const transfers = async () => (await fetchAll(callerFor(entity), 'transfers')).map(({ wire }) => String(wire.id))

function executors(): Executors {
  const all = executorsFor(entity)
  const sending = all['transfer.create'] as ProviderExecutor
  return { ...all, 'transfer.create': { ...sending, recheck: async () => ({ ok: true }) } }
}

const person = (name: string): Actor => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles: ['approver'],
  sellerId: null,
  entity,
  scope: { ...SYSTEM(entity), actor: `per_${name}` },
  requestId: '',
})

let serial = 0

/** A transfer whose answer was lost, a day ago and more; Stripe knows nothing of it. */
async function lost(): Promise<Proposal> {
  serial += 1
  const sale = { amount: '1000', currency: 'usd', payment_method: 'pm_card_visa', confirm: 'true' }
  const args: TransferArguments = {
    account: entity.stripeAccount,
    amountMinor: '800',
    currency: 'USD',
    destination,
    sourceTransaction: String((await make(sandbox)('payment_intents', sale)).latest_charge),
    transferGroup: `ORD-${serial}`,
    settlementId: `stl_${serial}`,
    sellerId: 'sel_nordic',
    orderId: '',
  }
  const asked = await work((tx) =>
    propose(tx, {
      entity,
      kind: 'transfer.create',
      onceKey: `settlement:stl_${serial}`,
      arguments: args,
      amount: money(800n, 'USD'),
      functional: money(800n, 'USD'),
      seller: { id: 'sel_nordic', since: new Date(0) },
      subject: { kind: 'order', id: `ORD-${serial}` },
      summary: 'Transfer 8.00 USD to Nordic Ceramics.',
      reasoning: '',
      evidence: [],
      checks: [],
      effects: [],
      proposedBy: { kind: 'system', id: 'system' },
      at: now,
    }),
  )
  await agree('priya', asked, now)
  await faults([{ match: { method: 'POST', path: '/v1/transfers' }, kind: 'reset_before' }])
  await execute(asked.id, now)
  await faults([])
  expect((await stateOf(asked.id)).state).toBe('unknown')
  await resolveUnknown({ entity, proposalId: asked.id, at: later(25), executors: executors() })
  expect(await stateOf(asked.id)).toMatchObject({
    state: 'unknown',
    stateReason: expect.stringContaining('record what you found'),
  })
  return asked
}

const agree = (name: string, { id: proposalId, argumentsHash }: Proposal, at: Date) =>
  approve({ actor: person(name), proposalId, argumentsHash, comment: '', at })
const execute = (proposalId: string, at: Date) => executeProposal({ entity, proposalId, at, executors: executors() })

type Found = { found: 'happened' | 'absent'; objectId?: string }
const EVIDENCE = 'Searched the Dashboard by order and by seller.'
const record = (proposalId: string, { found, objectId = '' }: Found, at = later(26)) =>
  recordOutcome({ actor: person('olu'), proposalId, found, objectId, evidence: EVIDENCE, at })

/** A transfer at Stripe made without us, as somebody would in the Dashboard. */
async function madeThere({ arguments: args }: Proposal, metadata: Record<string, string>, amountMinor = 800n) {
  const { sourceTransaction, transferGroup } = JSON.parse(args)
  const made = await createTransfer(
    { entity, amountMinor, currency: 'USD', destination, sourceTransaction, transferGroup, metadata },
    { idempotencyKey: `by-hand-${serial}-${amountMinor}` },
  )
  if (made.outcome !== 'succeeded') throw new Error('the sandbox refused it')
  return made.object.id
}

async function confirmed(proposalId: string): Promise<void> {
  const finding = await stateOf(proposalId)
  await expect(agree('olu', finding, later(26))).rejects.toMatchObject({ code: 'approvals.self_approval' })
  await agree('marc', finding, later(26))
  await execute(proposalId, later(26))
}

test('that did nothing fails once two people say so, and a new try is looked up first and sent once', async () => {
  const before = await transfers()
  const doubted = await lost()
  await expect(record(doubted.id, { found: 'absent' }, later(22))).rejects.toMatchObject({
    code: 'transfers.not_yet_known',
  })
  const { proposalId } = await record(doubted.id, { found: 'absent' })
  await expect(record(doubted.id, { found: 'absent' })).rejects.toMatchObject({ code: 'transfers.finding_pending' })
  expect((await stateOf(doubted.id)).state).toBe('unknown')
  await confirmed(proposalId)
  expect(await stateOf(doubted.id)).toMatchObject({
    state: 'failed',
    stateReason: `Two people found that it did not happen: ${EVIDENCE}`,
  })
  await retry({ actor: person('olu'), proposalId: doubted.id, at: later(27) })
  await execute(doubted.id, later(27))
  expect(await stateOf(doubted.id)).toMatchObject({ state: 'executed', attempt: 2 })
  expect((await transfers()).length).toBe(before.length + 1)
  expect(await contradictions()).toEqual([])
})

test('that somebody made up for by hand is executed as that transfer, which must be exactly what was sent', async () => {
  const doubted = await lost()
  const other = await madeThere(doubted, { tieout_proposal: 'prp_other' })
  const more = await madeThere(doubted, {}, 100n)
  for (const [objectId, why] of [
    [other, 'it belongs to prp_other'],
    [more, 'it is 1.00 USD, and 8.00 USD was sent'],
    ['tr_nowhere', 'Stripe has no tr_nowhere there'],
  ] as const) {
    const refused = record(doubted.id, { found: 'happened', objectId })
    await expect(refused).rejects.toMatchObject({ message: `This is not what was sent: ${why}. Check the id.` })
  }
  serial += 1
  const { objectId } = { objectId: await madeThere(await laterSale(doubted), {}) }
  const { proposalId } = await record(doubted.id, { found: 'happened', objectId })
  await confirmed(proposalId)
  expect(await stateOf(doubted.id)).toMatchObject({ state: 'executed', providerObjectId: objectId, attempt: 1 })
  expect(
    await work((tx) => tx.sql('SELECT origin, proposal_id FROM transfer_origin WHERE object_id = $1', [objectId])),
  ).toEqual([{ origin: 'executed', proposal_id: doubted.id }])
})

test('that Stripe has after all is never sent twice, and the contradiction is a finding', async () => {
  const doubted = await lost()
  const { proposalId } = await record(doubted.id, { found: 'absent' })
  const objectId = await madeThere(doubted, { tieout_proposal: doubted.id })
  await expect(record(doubted.id, { found: 'absent' })).rejects.toMatchObject({ code: 'transfers.found_after_all' })
  const before = await transfers()
  await confirmed(proposalId)
  await retry({ actor: person('olu'), proposalId: doubted.id, at: later(27) })
  await execute(doubted.id, later(27))
  expect(await transfers()).toEqual(before)
  expect(await stateOf(doubted.id)).toMatchObject({ state: 'executed', providerObjectId: objectId })
  expect(await contradictions()).toEqual([
    `${objectId} had happened when two people recorded that ${doubted.id} did nothing.`,
  ])
})

test('that a look-up finds meanwhile needs nobody’s confirmation any more', async () => {
  const doubted = await lost()
  const { proposalId } = await record(doubted.id, { found: 'absent' })
  await madeThere(doubted, { tieout_proposal: doubted.id })
  await resolveUnknown({ entity, proposalId: doubted.id, at: later(26), executors: executors() })
  expect((await stateOf(doubted.id)).state).toBe('executed')
  await confirmed(proposalId)
  expect(await stateOf(proposalId)).toMatchObject({ state: 'void' })
})

/** The same seller and amount, drawn on a charge of its own. */
async function laterSale({ arguments: args }: Proposal): Promise<Proposal> {
  const sale = { amount: '1000', currency: 'usd', payment_method: 'pm_card_visa', confirm: 'true' }
  const sourceTransaction = String((await make(sandbox)('payment_intents', sale)).latest_charge)
  return { arguments: JSON.stringify({ ...JSON.parse(args), sourceTransaction }) } as Proposal
}

const contradictions = async () =>
  (await work((tx) => outcomesAsRecorded.check({ tx, entity, at: now, since: 0n }))).findings.map(({ what }) => what)
