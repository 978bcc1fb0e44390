import { afterAll, beforeAll, expect, test } from 'vitest'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal, resolveUnknown } from '#lib/approvals/execute.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { addFile } from '#lib/disputes/add-file.ts'
import { proposeAccept, proposeCounter } from '#lib/disputes/propose-answer.ts'
import { proposeRefund } from '#lib/disputes/propose-refund.ts'
import { saveWords } from '#lib/disputes/save-words.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { mirror } from '#lib/events/mirror.ts'
import { setClockForTest } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { platformAccount } from '#lib/providers/stripe/account.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchAll } from '#lib/providers/stripe/fetch.ts'
import { mapDispute } from '#lib/providers/stripe/map-connect.ts'
import { mapCharge } from '#lib/providers/stripe/map-money.ts'
import { idIn } from '#lib/providers/stripe/wire.ts'
import { recordSellers } from '#lib/sellers/record-account.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { recordOutcome } from '#lib/transfers/record-outcome.ts'
import { executorsFor } from './executors.ts'

let sandbox: Sandbox
let entity: Entity
let now: Date

const SELLER = {
  name: 'Nordic Ceramics',
  email: '',
  country: 'US',
  defaultCurrency: 'USD',
  chargesEnabled: true,
  payoutsEnabled: true,
  transfersStatus: 'active',
  disabledReason: '',
  createdAt: new Date(0),
  asOf: new Date(0),
}

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
})
afterAll(async () => {
  await sandbox.close()
  await closeDatabase()
})

const work = <T>(inside: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), inside)
const person = (name: string) => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles: ['approver', 'operator'] as const,
  sellerId: null,
  entity,
  scope: { ...SYSTEM(entity), actor: `per_${name}` },
  requestId: '',
})

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

/** A payment of 90.00, disputed when asked for, as the mirror would have it. */
async function sale(disputed?: { amount?: number; form?: string }): Promise<{ charge: string; dispute: string }> {
  const paid = { amount: '9000', currency: 'usd', payment_method: 'pm_card_visa', confirm: 'true' }
  const charge = String((await make(sandbox)('payment_intents', paid)).latest_charge)
  if (disputed !== undefined) await control('disputes', { charge, reason: 'fraudulent', ...disputed })
  return { charge, dispute: await mirrored(charge) }
}

async function mirrored(charge: string): Promise<string> {
  const caller = callerFor(entity)
  const seen = { account: entity.stripeAccount, asOf: now }
  const charges = (await fetchAll(caller, 'charges')).filter(({ wire }) => wire.id === charge)
  const disputes = await fetchAll(caller, 'disputes', { charge })
  await work((tx) =>
    mirror(tx, {
      charge: charges.map(({ wire }) => mapCharge(wire, seen)),
      dispute: disputes.map(({ wire }) => mapDispute(wire, seen)),
    }),
  )
  return String(disputes[0]?.wire.id ?? '')
}

const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const stateOf = (id: string) => work((tx) => lockProposal(tx, id))
const execute = (proposalId: string, when = now) =>
  executeProposal({ entity, proposalId, at: when, executors: executorsFor(entity) })

async function agree(proposalId: string): Promise<void> {
  const { argumentsHash } = await stateOf(proposalId)
  await approve({ actor: person('priya'), proposalId, argumentsHash, comment: '', at: now })
}

const refund = (chargeId: string, amountMinor: string) =>
  proposeRefund({
    actor: person('olu'),
    chargeId,
    caseId: '',
    amountMinor,
    reason: 'requested_by_customer',
    why: 'It broke.',
    at: now,
  })

const auditor = { kind: 'person', id: 'per_olu', role: 'operator' } as const
const pdf = new TextEncoder().encode('%PDF-1.4 a delivery note')

async function pack(disputeId: string): Promise<{ fileId: string }> {
  await saveWords({
    actor: person('olu'),
    disputeId,
    version: 0,
    words: { product_description: 'A vase', uncategorized_text: 'winning_evidence' },
    at: now,
  })
  const adding = {
    disputeId,
    field: 'shipping_documentation',
    name: 'note.pdf',
    bytes: pdf,
    actor: auditor,
    requestId: '',
    at: now,
  }
  return { fileId: (await work((tx) => addFile(tx, adding))).id }
}

const counter = (disputeId: string, fileIds: string[], version = 1, when = now) =>
  proposeCounter({ actor: person('olu'), disputeId, version, fileIds, at: when })

test('a refund is made once, also when its answer is lost, and never beyond what is left', async () => {
  const { charge } = await sale()
  const { proposalId } = await refund(charge, '2500')
  await expect(refund(charge, '100')).rejects.toThrow('waits for approval already')
  await agree(proposalId)
  await control('faults', { rules: [{ match: { method: 'POST', path: '/v1/refunds' }, kind: 'reset_after' }] })
  await execute(proposalId)
  await control('faults', { rules: [] })
  expect((await stateOf(proposalId)).state).toBe('unknown')
  await resolveUnknown({ entity, proposalId, at: at(1), executors: executorsFor(entity) })
  const done = await stateOf(proposalId)
  const made = await fetchAll(callerFor(entity), 'refunds', { charge })
  expect([done.state, made.map(({ wire }) => [wire.id, wire.amount])]).toEqual([
    'executed',
    [[done.providerObjectId, 2_500]],
  ])
  await mirrored(charge)
  now = at(1)
  await mirrored(charge)
  await expect(refund(charge, '7000')).rejects.toThrow('Only 65.00 USD can be refunded')
})

test.each(['destination', 'direct'] as const)(
  'a refund of a %s charge gives back what Stripe had divided',
  async (pattern) => {
    const made = make(sandbox)
    const capabilities = { transfers: { requested: 'true' }, card_payments: { requested: 'true' } }
    const seller = String((await made('accounts', { country: 'US', type: 'express', capabilities })).id)
    await work((tx) => recordSellers(tx, [{ ...SELLER, id: seller }]))
    const paid = {
      amount: '9000',
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: 'true',
      application_fee_amount: '1800',
    }
    const isDirect = pattern === 'direct'
    const sold = isDirect
      ? await made('payment_intents', paid, seller)
      : await made('payment_intents', { ...paid, transfer_data: { destination: seller } })
    const charge = String(sold.latest_charge)
    const account = isDirect ? seller : entity.stripeAccount
    const wires = await fetchAll(callerFor(entity, account), 'charges')
    const rows = wires
      .filter(({ wire }) => wire.id === charge)
      .map(({ wire }) => mapCharge(wire, { account, asOf: now }))
    await work((tx) => mirror(tx, { charge: rows }))
    const { proposalId } = await refund(charge, '4500')
    await agree(proposalId)
    await execute(proposalId)
    expect((await stateOf(proposalId)).state).toBe('executed')
    const fees = await fetchAll(callerFor(entity), 'application_fees')
    expect(fees.find(({ wire }) => idIn(wire, 'account') === seller)?.wire.amount_refunded).toBe(900)
    const transfers = await fetchAll(callerFor(entity), 'transfers', { destination: seller })
    expect(transfers.map(({ wire }) => wire.amount_reversed)).toEqual(isDirect ? [] : [4_500])
  },
)

test('an answer leaves once, with its words and documents, and its people cannot approve it', async () => {
  const { dispute } = await sale({})
  const { fileId } = await pack(dispute)
  await expect(counter(dispute, [])).rejects.toThrow('Documents were added or removed')
  await expect(counter(dispute, [fileId], 0)).rejects.toThrow('Nothing was overwritten')
  const { proposalId } = await counter(dispute, [fileId])
  await agree(proposalId)
  now = at(1)
  await execute(proposalId)
  expect((await stateOf(proposalId)).state).toBe('executed')
  const [sent] = await fetchAll(callerFor(entity), 'disputes')
  expect(sent?.wire).toMatchObject({
    status: 'under_review',
    evidence: { product_description: 'A vase', shipping_documentation: expect.stringMatching(/^file_/) },
    evidence_details: { submission_count: 1 },
  })
  await expect(counter(dispute, [fileId])).rejects.toThrow('under review by now')
})

test('a deadline that passes before asking, or between approval and sending, sends nothing and keeps the draft', async () => {
  const { dispute } = await sale({})
  const { fileId } = await pack(dispute)
  const { proposalId } = await counter(dispute, [fileId])
  await agree(proposalId)
  await execute(proposalId, at(24 * 10))
  expect((await stateOf(proposalId)).state).toMatch(/void|expired/)
  await expect(counter(dispute, [fileId], 1, at(24 * 10))).rejects.toThrow('Your draft is kept')
  const saving = {
    actor: person('ana'),
    disputeId: dispute,
    words: { product_description: 'Two vases' },
    at: at(24 * 10),
  }
  await expect(saveWords({ ...saving, version: 0 })).rejects.toThrow('your words stay in the form')
  expect(await saveWords({ ...saving, version: 1 })).toEqual({ version: 2 })
})

test('a dispute that is given up is lost at once', async () => {
  const { dispute } = await sale({ amount: 4_000 })
  const { proposalId } = await proposeAccept({
    actor: person('olu'),
    disputeId: dispute,
    why: 'Nothing to prove.',
    at: now,
  })
  await agree(proposalId)
  await execute(proposalId)
  expect((await stateOf(proposalId)).state).toBe('executed')
  const lost = (await fetchAll(callerFor(entity), 'disputes')).find(({ wire }) => wire.id === dispute)
  expect(lost?.wire.status).toBe('lost')
})

test('a refund nobody knows the outcome of ends as two people found it, once its key protects no longer', async () => {
  const { charge } = await sale()
  const { proposalId } = await refund(charge, '1000')
  await agree(proposalId)
  await control('faults', { rules: [{ match: { method: 'POST', path: '/v1/refunds' }, kind: 'reset_before' }] })
  await execute(proposalId)
  await control('faults', { rules: [] })
  const finding = (found: 'happened' | 'absent', objectId = '') =>
    recordOutcome({
      actor: person('olu'),
      proposalId,
      found,
      objectId,
      evidence: 'Looked in the Dashboard.',
      at: at(26),
    })
  await resolveUnknown({ entity, proposalId, at: at(25), executors: executorsFor(entity) })
  const other = String((await make(sandbox)('refunds', { charge, amount: '500' })).id)
  await expect(finding('happened', other)).rejects.toThrow('5.00 USD')
  const confirming = (await finding('absent')).proposalId
  await agree(confirming)
  await execute(confirming, at(26))
  expect((await stateOf(proposalId)).state).toBe('failed')
})

test('only documents are held, whatever their names say', async () => {
  const { dispute } = await sale({})
  const add = (bytes: Uint8Array) =>
    work((tx) =>
      addFile(tx, {
        disputeId: dispute,
        field: 'receipt',
        name: 'invoice.pdf',
        bytes,
        actor: auditor,
        requestId: '',
        at: now,
      }),
    )
  await expect(add(new TextEncoder().encode('MZ this program'))).rejects.toThrow('This is a program')
  await expect(add(new TextEncoder().encode('<script>'))).rejects.toThrow('is none of them')
  await expect(add(new Uint8Array())).rejects.toThrow('empty')
})

test('what the bank decided for the buyer is appealed once, with grounds and documents of its own, and can be won', async () => {
  const { charge, dispute } = await sale({})
  const { fileId } = await pack(dispute)
  const first = await counter(dispute, [fileId])
  await agree(first.proposalId)
  now = at(1)
  await execute(first.proposalId)
  await control('appeals', { dispute })
  now = at(1)
  await mirrored(charge)
  const { proposalId } = await counter(dispute, [fileId])
  const { summary } = await stateOf(proposalId)
  expect(summary).toMatch(/^Appeal the dispute of 90.00 USD/)
  await agree(proposalId)
  now = at(1)
  await execute(proposalId)
  expect((await stateOf(proposalId)).state).toBe('executed')
  const [sent] = await fetchAll(callerFor(entity), 'disputes', { charge })
  expect(sent?.wire).toMatchObject({
    status: 'appeal_under_review',
    evidence: {
      appeal: {
        card: {
          reason_for_filing: expect.stringContaining('A vase'),
          supporting_files: [expect.stringMatching(/^file_/)],
        },
      },
    },
  })
  await expect(counter(dispute, [fileId])).rejects.toThrow()
})
