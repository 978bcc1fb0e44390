import { expect, test } from 'vitest'
import { credit, debit } from '#lib/ledger/entry.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { confirmMatch, declineMatch } from '../matching/decide-match.ts'
import {
  AT,
  agreeTo,
  newLiveEntity,
  payout,
  person,
  proposalOf,
  run,
  statement,
  theEntity,
  theRows,
} from '../matching/testing.ts'
import { runInvariants } from '../run-invariants.ts'
import { proposeWriteOff, writeOffVarianceExecutor } from './propose-write-off.ts'
import { runVariances } from './run-variances.ts'
import { proposeRestore, restoreExecutor } from './take-back-write-off.ts'
import { postWriteOff, reverseWriteOff } from './write-off-entry.ts'
import { insertWriteOff, lockWriteOff } from './write-off-store.ts'

const executors = () => ({
  'variance.write_off': writeOffVarianceExecutor(theEntity()),
  'variance.restore': restoreExecutor(theEntity()),
})
const look = async () => {
  await run()
  await runVariances(theEntity(), AT)
}
type Row = { id: string; class: string; state: string; resolution: string; minor: string; ticket: string }
const variances = () =>
  theRows().query<Row>(
    `SELECT v.id, v.class, v.state, v.resolution, v.amount_minor::text AS minor, t.state AS ticket FROM variance v
       JOIN ticket t ON t.subject_kind = 'variance' AND t.subject_id = v.id WHERE v.entity_id = $1 ORDER BY v.id`,
    [theEntity().id],
  )
const one = async (name: string) => {
  const found = (await variances()).find((row) => row.class === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}
const books = async () => {
  const rows = await theRows().query<{ code: string; minor: string }>(
    `SELECT code, balance_minor::text AS minor FROM ledger_account WHERE entity_id = $1 AND code <> 'bank'`,
    [theEntity().id],
  )
  return Object.fromEntries(rows.map(({ code, minor }) => [code, minor]))
}
const asking = (does: typeof proposeWriteOff, varianceId: string) =>
  inTransaction(person('per_olu').scope, (tx) =>
    does(tx, { varianceId, reason: 'The bank’s charge' }, { actor: person('per_olu'), at: AT }),
  )

async function liveMatch(): Promise<{ id: string }> {
  const [match] = await theRows().query<{ id: string }>(
    `SELECT id::text FROM match WHERE entity_id = $1 AND state = 'live'`,
    [theEntity().id],
  )
  if (match === undefined) throw new Error('nothing is matched')
  return match
}

/** A payout the bank booked 12.00 short. */
async function aShortPayout(minor = 100_000, less = 1_200): Promise<Row> {
  await newLiveEntity()
  await payout({ id: 'po_1', minor, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: minor - less, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await look()
  return one('short_payout')
}

test('a short payout is written off once somebody else agreed, stays settled, and is open again when that is taken back', async () => {
  const { id } = await aShortPayout()
  const before = await books()
  const { proposalId } = await asking(proposeWriteOff, id)
  expect(await proposalOf(proposalId)).toMatchObject({ state: 'needs_approval', approvals_needed: 1 })
  await expect(asking(proposeWriteOff, id)).rejects.toMatchObject({ code: 'variances.being_resolved' })
  expect(await books()).toEqual(before)

  expect(await agreeTo(proposalId, executors())).toMatchObject({ state: 'executed' })
  const inTransit = (minor: bigint) => (BigInt(before.payouts_in_transit ?? '0') + minor).toString()
  expect(await books()).toMatchObject({ payouts_in_transit: inTransit(-1_200n), other_expense: '1200' })
  await look()
  expect(await variances()).toMatchObject([
    { state: 'resolved', resolution: 'Written off: The bank’s charge', ticket: 'resolved' },
  ])

  const back = await asking(proposeRestore, id)
  await expect(asking(proposeRestore, id)).rejects.toMatchObject({ code: 'variances.being_resolved' })
  expect(await agreeTo(back.proposalId, executors())).toMatchObject({ state: 'executed' })
  await look()
  expect(await variances()).toMatchObject([{ state: 'open', resolution: '', ticket: 'open' }])
  expect(await books()).toMatchObject({ payouts_in_transit: inTransit(0n), other_expense: '0' })
  await expect(asking(proposeRestore, id)).rejects.toMatchObject({ code: 'variances.no_write_off' })
})

test('what the facts no longer show is not written off, and what was written off in vain says so until it is taken back', async () => {
  const { id } = await aShortPayout()
  const early = await asking(proposeWriteOff, id)
  const match = await liveMatch()
  const apart = () =>
    inTransaction(person('per_olu').scope, (tx) =>
      declineMatch(tx, { actor: person('per_olu'), matchId: match.id, reason: 'another payout', at: AT }),
    )
  expect(await agreeTo(early.proposalId, executors())).toMatchObject({ state: 'executed' })
  await apart()
  await look()
  const vain = await one('written_off_in_vain')
  expect(vain).toMatchObject({ state: 'open', minor: '1200' })
  const { proposalId } = await asking(proposeRestore, vain.id)
  expect(await agreeTo(proposalId, executors())).toMatchObject({ state: 'executed' })
  await look()
  expect(await one('written_off_in_vain')).toMatchObject({ state: 'resolved', resolution: 'The cause is gone.' })

  const missing = await one('bank_line_missing')
  const late = await asking(proposeWriteOff, missing.id)
  await theRows().query(`UPDATE match_item SET state = 'waiting' WHERE entity_id = $1 AND object_id = 'po_1'`, [
    theEntity().id,
  ])
  expect(await agreeTo(late.proposalId, executors())).toMatchObject({
    state: 'void',
    state_reason: expect.stringContaining('The difference is gone'),
  })
})

test('who decided about the match behind a write-off cannot approve it', async () => {
  const { id } = await aShortPayout()
  const { id: matchId } = await liveMatch()
  const priya = person('per_approver0')
  await inTransaction(priya.scope, (tx) => confirmMatch(tx, { actor: priya, matchId, reason: '', at: AT }))
  const { proposalId } = await asking(proposeWriteOff, id)
  await expect(agreeTo(proposalId, executors())).rejects.toMatchObject({ code: 'approvals.influenced_by_you' })
})

test('above the limit two people agree; what the books hold nothing of is not written off', async () => {
  const { id } = await aShortPayout(9_000_000, 100_001)
  const { proposalId } = await asking(proposeWriteOff, id)
  expect(await proposalOf(proposalId)).toMatchObject({ approvals_needed: 2 })
  await statement([{ minor: 700, on: '2026-11-04', text: 'STRIPE CREDIT' }])
  await look()
  const stray = await one('bank_line_unexpected')
  await expect(asking(proposeWriteOff, stray.id)).rejects.toMatchObject({ code: 'variances.not_writable' })
})

test('a seller’s debt uses up the allowance before it costs anything, and both come back; the proof of what sellers are owed follows', async () => {
  await newLiveEntity()
  const entity = theEntity()
  const sellerId = `sel_${entity.id}`
  const own = { entity_id: entity.id, livemode: false }
  await theRows().insert('seller', { ...own, id: sellerId, stripe_account: `acct_${entity.id}`, name: 'Nordic' })
  const provision = {
    book: 'platform' as const,
    sourceKind: 'approved_journal' as const,
    sourceAccount: entity.stripeAccount,
    sourceId: 'jrn_1',
    sourcePart: '1',
    rule: 'test@1',
    accountingOn: '2026-11-20',
    occurredAt: AT,
    description: 'Provided',
    refs: [],
    lines: [debit('bad_debt', 3_000n, 'USD'), credit('receivable_allowance', 3_000n, 'USD')],
  }
  const id = `vwo_${entity.id}`
  await inTransaction(person('per_olu').scope, async (tx) => {
    await postEntries(tx, [provision], AT)
    const writeOff = {
      id,
      varianceId: 'var_1',
      class: 'duplicate_transfer' as const,
      subjectKind: 'settlement',
      subjectId: 'stl_1',
      sellerId,
      currency: 'USD',
      amountMinor: 8_000n,
      code: 'seller_payable' as const,
      lineMinor: -8_000n,
      reason: 'The shop closed.',
      proposalId: 'prp_1',
      createdBy: 'per_olu',
    }
    await insertWriteOff(tx, writeOff, AT)
  })
  const post = (does: typeof postWriteOff) =>
    inTransaction(person('per_olu').scope, async (tx) => {
      const writeOff = await lockWriteOff(tx, id)
      if (writeOff !== null) await does(tx, { entity, writeOff, at: AT })
    })
  const owed = async () =>
    (await runInvariants({ entity, at: AT, depth: 'all', snapshots: [] })).find(({ name }) => name === 'seller_payable')
  await post(postWriteOff)
  expect(await books()).toEqual({ seller_payable: '-8000', receivable_allowance: '0', bad_debt: '8000' })
  expect(await owed()).toMatchObject({ outcome: 'holds' })
  await post(reverseWriteOff)
  expect(await books()).toEqual({ seller_payable: '0', receivable_allowance: '-3000', bad_debt: '3000' })
  expect(await owed()).toMatchObject({ outcome: 'holds' })
})
