import { afterAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve, reject } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { addAttachment, findAttachment } from '#lib/contracts/attachments.ts'
import { auditorOf } from '#lib/contracts/auditor.ts'
import { findContract } from '#lib/contracts/create-contract.ts'
import { getDraft } from '#lib/contracts/get-draft.ts'
import { saveDraft } from '#lib/contracts/save-draft.ts'
import type { ContractTerms } from '#lib/contracts/schema.ts'
import { termsFor } from '#lib/contracts/terms-for.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { contractVersionExecutor, submitDraft } from './contract-version.ts'
import { previewContract } from './preview-contract.ts'
import { aWorld, NOW, paidInvoice, refundOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const INVOICE = { kind: 'invoice', id: 'in_a' } as const

const person = ({ entity, scope }: World, name: string): Actor => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles: ['approver', 'operator'],
  sellerId: null,
  entity,
  scope: { ...scope, actor: `per_${name}` },
  requestId: `req_${name}`,
})

/** A world whose seller has one settled sale, and what people do with the default contract. */
async function marketplace() {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
  await world.tell(paidInvoice(world, 'a'))
  await world.settle(INVOICE)
  const contract = await world.work((tx) => findContract(tx, ''))
  const contractId = contract?.id ?? ''
  const write = (name: string, terms: ContractTerms, attachmentHash = '') =>
    world.work((tx) =>
      saveDraft(tx, { contractId, terms, note: '', attachmentHash, actor: auditorOf(person(world, name)), at: NOW }),
    )
  const submit = (name: string) =>
    world.work((tx) => submitDraft(tx, { actor: person(world, name), contractId, note: 'Agreed anew.', at: NOW }))
  const decide = async (name: string, proposalId: string, verdict = approve) => {
    const [row] = await world.rows<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [
      proposalId,
    ])
    return verdict({
      actor: person(world, name),
      proposalId,
      argumentsHash: row?.hash ?? '',
      comment: 'Seen.',
      at: NOW,
    })
  }
  const execute = (proposalId: string, at = NOW) =>
    executeProposal({
      entity: world.entity,
      proposalId,
      at,
      executors: { 'contract.version': contractVersionExecutor(world.entity) },
    })
  const percentOn = async (on: string) => {
    const terms = await world.work((tx) => termsFor(tx, { sellerId: 'sel_any', on }))
    return terms?.rules[0]?.percentBps
  }
  return { world, contractId, write, submit, decide, execute, percentOn }
}

const shares = (world: World) =>
  world.rows(
    `SELECT h.owed_minor::text AS owed, h.transferred_minor::text AS transferred, h.state, h.reason,
            (SELECT string_agg(p.amount_minor::text || ' ' || p.state, ', ' ORDER BY p.id) FROM proposal p
              WHERE p.kind = 'transfer.create') AS proposals FROM settlement_share h`,
  )

const cheaper = (effectiveOn: string): ContractTerms => ({ effectiveOn, rules: [{ percentBps: 1_000 }] })

describe('a contract version', () => {
  test('goes from draft through the gate to effective, and not by whoever wrote it', async () => {
    const { world, contractId, write, submit, decide, execute, percentOn } = await marketplace()
    await write('ada', cheaper('2026-12-01'))
    await write('olu', cheaper('2026-12-01'))
    const { proposalId } = await submit('olu')

    await expect(write('ada', cheaper('2026-12-02'))).rejects.toThrow('waits for approval')
    await expect(decide('ada', proposalId)).rejects.toThrow()
    await expect(decide('olu', proposalId)).rejects.toThrow()
    expect(await decide('ben', proposalId)).toEqual({ state: 'approved' })
    await execute(proposalId)

    expect(await world.work((tx) => getDraft(tx, contractId))).toBeNull()
    expect([await percentOn('2026-11-30'), await percentOn('2026-12-01')]).toEqual([2_000, 1_000])
    expect(await world.rows('SELECT version, proposal_id, note FROM contract_version WHERE version = 2')).toEqual([
      { version: 2, proposal_id: proposalId, note: 'Agreed anew.' },
    ])
  })

  test('that is rejected is a draft again', async () => {
    const { write, submit, decide, execute, percentOn } = await marketplace()
    await write('ada', cheaper('2026-12-01'))
    const first = await submit('ada')
    await decide('ben', first.proposalId, reject)
    await write('ada', { ...cheaper('2026-12-01'), rules: [{ percentBps: 1_200 }] })
    const second = await submit('ada')
    expect(second.proposalId).not.toBe(first.proposalId)
    await decide('ben', second.proposalId)
    await execute(second.proposalId)
    expect(await percentOn('2026-12-01')).toBe(1_200)
  })

  test('that changes nothing, or names nobody we know, is refused', async () => {
    const { write, submit } = await marketplace()
    await write('ada', { effectiveOn: '2020-01-01', rules: [{ percentBps: 2_000 }] })
    await expect(submit('ada')).rejects.toThrow('says what applies already')
    const tiers = [{ position: 1, payeeId: 'sel_nobody', label: 'Lead', percentBps: 100 }]
    await expect(write('ada', { ...cheaper('2026-12-01'), tiers })).rejects.toThrow('no such connected account')
  })

  test('whose day passed while it waited needs two people, and so is submitted again', async () => {
    const { world, write, submit, decide, execute, percentOn } = await marketplace()
    await write('ada', cheaper('2026-11-20'))
    const { proposalId } = await submit('ada')
    await decide('ben', proposalId)
    await execute(proposalId, new Date('2026-11-21T12:00:00Z'))
    expect(await percentOn('2026-12-01')).toBe(2_000)
    expect(await world.rows('SELECT state FROM proposal WHERE id = $1', [proposalId])).toEqual([{ state: 'void' }])
  })
})

describe('back-dating', () => {
  async function backDated(terms: ContractTerms, before = async (_: World) => {}) {
    const { world, write, submit, decide, execute } = await marketplace()
    await before(world)
    await write('ada', terms)
    const { proposalId } = await submit('ada')
    expect(await decide('ben', proposalId)).toEqual({ state: 'needs_approval' })
    expect(await decide('cid', proposalId)).toEqual({ state: 'approved' })
    await execute(proposalId)
    await world.settle(INVOICE)
    return world
  }
  const pay = async (world: World) => {
    await world.rows(
      `UPDATE proposal SET state = 'executed', provider_object_id = 'tr_a' WHERE kind = 'transfer.create' RETURNING id`,
    )
    await world.settle(INVOICE)
  }

  test('changes what is not paid yet', async () => {
    const world = await backDated(cheaper('2026-11-01'))
    expect(await shares(world)).toMatchObject([{ owed: '9000', proposals: '8000 void, 9000 needs_approval' }])
    expect(
      await world.rows('SELECT before_minor::text AS before, after_minor::text AS after, way FROM settlement_true_up'),
    ).toEqual([{ before: '8000', after: '9000', way: 'version' }])
  })

  test('proposes what was paid too little, and carries what was paid too much', async () => {
    const topped = await backDated(cheaper('2026-11-01'), pay)
    expect(await shares(topped)).toMatchObject([{ owed: '9000', proposals: '8000 executed, 1000 needs_approval' }])

    const carried = await backDated({ effectiveOn: '2026-11-01', rules: [{ percentBps: 3_000 }] }, pay)
    expect(await shares(carried)).toMatchObject([
      { owed: '7000', transferred: '8000', state: 'executed', proposals: '8000 executed' },
    ])
    expect(
      await carried.rows(`SELECT balance_minor::text AS minor FROM ledger_account WHERE code = 'seller_payable'`),
    ).toEqual([{ minor: '-7000' }])
  })

  test('keeps what it carries back from the next sale', async () => {
    const world = await backDated({ effectiveOn: '2026-11-01', rules: [{ percentBps: 3_000 }] }, pay)
    await world.tell(paidInvoice(world, 'b'))
    await world.settle({ kind: 'invoice', id: 'in_b' })
    await world.settle(INVOICE)
    const proposed = await world.rows(
      `SELECT amount_minor::text AS amount FROM proposal WHERE state = 'needs_approval'`,
    )
    expect(proposed).toEqual([{ amount: '6000' }])
    await world.rows(
      `UPDATE proposal SET state = 'executed', provider_object_id = 'tr_b' WHERE state = 'needs_approval' RETURNING id`,
    )
    await world.settle({ kind: 'invoice', id: 'in_b' })
    await world.settle(INVOICE)
    expect(
      await world.rows('SELECT carry_minor::text AS carry, state FROM settlement_share ORDER BY settlement_id'),
    ).toEqual([
      { carry: '0', state: 'executed' },
      { carry: '0', state: 'executed' },
    ])
  })

  test('leaves what was settled before its day alone', async () => {
    const world = await backDated(cheaper('2026-11-11'))
    expect(await shares(world)).toMatchObject([{ owed: '8000', proposals: '8000 needs_approval' }])
    expect(await world.rows('SELECT 1 FROM settlement_true_up')).toEqual([])
  })
})

test('a preview says what settling under the draft yields, refunds included', async () => {
  const { world, contractId, write, submit, decide, execute } = await marketplace()
  await world.tell(refundOf(world, 'a', { part: '1', amount: 2_500n }))
  await world.settle(INVOICE)
  const terms: ContractTerms = {
    effectiveOn: '2026-11-01',
    feeBearer: 'seller',
    commissionOnRefund: 'kept',
    rules: [{ percentBps: 1_234 }, { percentBps: 100, isStacked: true, fixedMinor: 30n, currency: 'USD' }],
  }
  await write('ada', terms)
  const draft = await world.work((tx) => getDraft(tx, contractId))
  if (draft === null) throw new Error('no draft')
  const preview = await world.work((tx) =>
    previewContract(tx, { entity: world.entity, draft, from: '2026-11-01', until: '2026-11-30' }),
  )
  expect(await world.rows('SELECT max(version) AS version FROM settlement_line')).toEqual([{ version: 2 }])

  const { proposalId } = await submit('ada')
  await decide('ben', proposalId)
  await decide('cid', proposalId)
  await execute(proposalId)
  await world.settle(INVOICE)
  const [now] = await world.rows<{ owed: bigint; commission: bigint }>(
    `SELECT sum(seller_minor)::bigint AS owed, sum(commission_minor)::bigint AS commission FROM settlement_line`,
  )
  expect(preview.totals).toMatchObject([
    { name: 'Nordic Ceramics', shareBefore: 6_000n, shareAfter: now?.owed, commissionAfter: now?.commission },
  ])
})

test('what was signed is kept by its hash, and only documents are', async () => {
  const { world } = await marketplace()
  const actor = auditorOf(person(world, 'ada'))
  const add = (text: string) =>
    world.work((tx) => addAttachment(tx, { name: '../signed.pdf', bytes: Buffer.from(text), actor, at: NOW }))
  const { hash } = await add('%PDF-1.7 signed')
  expect(await add('%PDF-1.7 signed')).toEqual({ hash })
  expect(await world.work((tx) => findAttachment(tx, hash))).toMatchObject({
    name: '..signed.pdf',
    contentType: 'application/pdf',
  })
  await expect(add('<html>')).rejects.toThrow('PDF, PNG or JPEG')
  await expect(add('')).rejects.toThrow('empty')
})
