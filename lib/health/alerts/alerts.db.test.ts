import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { reject } from '#lib/approvals/decide.ts'
import { PROPOSAL_COLUMNS, type Proposal } from '#lib/approvals/proposal.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { precisionOf } from '../detectors/precision.ts'
import { AT, aHealthWorld, type HealthWorld } from '../testing.ts'
import { workHealth } from '../work-health.ts'
import { draftLetter } from './letter-model.ts'
import type { AlertRow } from './list-alerts.ts'
import { listAlerts } from './list-alerts.ts'
import { ticketOf, writeToSeller } from './next-step.ts'
import { closeAlert, giveAlert, snoozeAlert } from './work-alert.ts'

let rows: Rows
let world: HealthWorld

beforeAll(async () => {
  rows = await openRows()
})
beforeEach(async () => {
  world = await aHealthWorld(rows)
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const HOUR = 3_600_000
const later = (hours: number) => new Date(AT.getTime() + hours * HOUR)
const work = (at = AT) => workHealth({ entity: world.entity, at })
const alerts = async (): Promise<AlertRow[]> => [
  ...(await world.work((tx) => listAlerts(tx, { state: 'all', limit: 50 }))).rows,
]
const proposalOf = async (id: string) =>
  (await world.rows<Proposal>(`SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE id = $1`, [id]))[0]
const USUAL = { gross_minor: 10_000, orders: 2, payouts: 1 }

/** A seller whose bank details changed two days ago. */
async function withNewBank(account: string): Promise<string> {
  const id = await world.seller(account)
  await world.days(id, 100, 0, USUAL)
  const bank = { entity_id: world.entity.id, livemode: false, seller_id: id, currency: 'USD' }
  await rows.insert('seller_bank_account', {
    ...bank,
    id: 'ba_old',
    fingerprint: `old${account}`,
    last4: '1111',
    first_seen_at: '2024-11-01T00:00:00Z',
    gone_at: later(-48),
  })
  await rows.insert('seller_bank_account', {
    ...bank,
    id: 'ba_new',
    fingerprint: `new${account}`,
    last4: '2222',
    first_seen_at: later(-48),
  })
  return id
}

test('what a detector sees becomes an alert and a hold before the gate, with its evidence; nothing is held', async () => {
  const id = await withNewBank('acct_moved')
  await work()
  await work()
  const [alert, ...others] = await alerts()
  expect(others).toEqual([])
  expect(alert).toMatchObject({ kind: 'new_bank', state: 'open', sellerId: id, proposalState: 'needs_approval' })
  expect(alert?.reason).toBe('Bank details changed 2 days ago, and the seller goes on selling.')
  const proposal = await proposalOf(alert?.proposalId ?? '')
  expect(proposal).toMatchObject({ kind: 'hold.place', proposedByKind: 'system' })
  expect(proposal?.evidence.map(({ label }) => label)).toEqual([
    'Seller acct_moved',
    'The alert',
    'Bank account …2222 (USD), since 2026-11-18',
    'Bank account …1111 (USD), gone',
  ])
  expect(await world.rows('SELECT id FROM seller_hold WHERE seller_id = $1', [id])).toEqual([])
})

test('a change of bank that nobody here was told of is seen by where payouts went', async () => {
  const own = { entity_id: world.entity.id, livemode: world.entity.livemode }
  for (const [account, earlier] of [
    ['acct_before', 'ba_old'],
    ['acct_same', 'ba_acct_same'],
  ] as const) {
    const id = await world.seller(account)
    await world.days(id, 60, 0, { gross_minor: 10_000, orders: 2 })
    const bank = { seller_id: id, id: `ba_${account}`, fingerprint: account, last4: '1111', currency: 'USD' }
    await rows.insert('seller_bank_account', { ...own, ...bank, first_seen_at: '2024-11-01T00:00:00Z' })
    for (const [ago, destination_id] of [
      [9, earlier],
      [3, bank.id],
    ] as const) {
      const created_at = later(-24 * ago).toISOString()
      const sent = {
        account,
        id: `po_${account}_${ago}`,
        status: 'paid',
        amount_minor: 5_000,
        currency: 'usd',
        destination_id,
      }
      await rows.insert('payout', { ...own, ...sent, created_at })
    }
  }
  await work()
  expect((await alerts()).map(({ kind, reason }) => [kind, reason])).toEqual([
    ['new_bank', 'Bank details changed 3 days ago, and the seller goes on selling.'],
  ])
  const proposal = await proposalOf((await alerts())[0]?.proposalId ?? '')
  expect(proposal?.evidence.map(({ label }) => label)).toContain(
    'Payout of 2026-11-11 to another bank account: 50.00 USD',
  )
})

test('an alert is put off, comes back because it is still so, and closes by itself when it is gone', async () => {
  await withNewBank('acct_moved')
  await work()
  const actor = world.person('per_olu')
  const [{ id: alertId } = { id: '' }] = await alerts()
  const snooze = (until: Date) =>
    world.work((tx) => snoozeAlert(tx, { alertId, until, reason: 'Asked the seller.' }, { actor, at: AT }))
  await expect(snooze(later(-1))).rejects.toMatchObject({ code: 'health.snooze_in_past', field: 'until' })
  await snooze(later(24))
  await work(later(2))
  expect((await alerts())[0]).toMatchObject({
    state: 'snoozed',
    snoozedUntil: later(24).toISOString(),
    ownerId: 'per_olu',
  })
  await work(later(25))
  expect((await alerts())[0]).toMatchObject({
    state: 'open',
    snoozedUntil: null,
    reason: expect.stringMatching(/3 days ago/),
  })
  await work(later(20 * 24))
  expect((await alerts())[0]).toMatchObject({ state: 'closed', verdict: '', note: 'What raised it is gone.' })
  const told = await world.rows<{ kind: string }>('SELECT kind FROM health_alert_entry ORDER BY id')
  expect(told.map(({ kind }) => kind)).toEqual(['raised', 'proposed', 'snoozed', 'returned', 'gone'])
})

test('what people closed is not raised again while it goes on, and their verdicts are the precision', async () => {
  await withNewBank('acct_one')
  await withNewBank('acct_two')
  await work()
  const [one, two] = await alerts()
  const actor = world.person('per_olu')
  await world.work((tx) =>
    closeAlert(tx, { alertId: one?.id ?? '', verdict: 'right', note: 'Somebody else’s account.' }, { actor, at: AT }),
  )
  const proposal = await proposalOf(two?.proposalId ?? '')
  await reject({
    actor,
    proposalId: proposal?.id ?? '',
    argumentsHash: proposal?.argumentsHash ?? '',
    comment: 'The seller told us.',
    at: AT,
  })
  await work(later(1))
  expect((await alerts()).map(({ state }) => state).toSorted()).toEqual(['closed', 'open'])
  const precision = await world.work(precisionOf)
  expect(precision.find(({ kind }) => kind === 'new_bank')).toMatchObject({
    raised: 2,
    right: 1,
    wrong: 1,
    percent: 50,
  })
  await expect(
    world.work((tx) => giveAlert(tx, { alertId: one?.id ?? '', ownerId: '' }, { actor, at: AT })),
  ).rejects.toMatchObject({ code: 'health.alert_closed' })
})

test('a low score leads to a letter that waits for approval and to one ticket, which does not lower the score', async () => {
  const id = await world.seller('acct_ill', { disabled_reason: 'requirements.past_due' })
  await world.days(id, 120, 0, { ...USUAL, refund_minor: 5_000, disputes: 1, payout_failures: 1 })
  await work()
  const [alert, ...others] = await alerts()
  expect(others).toEqual([])
  expect(alert).toMatchObject({ kind: 'low_score', proposalId: '', reason: expect.stringMatching(/^Score 2\d: /) })
  const actor = world.person('per_olu')
  const alertId = alert?.id ?? ''
  const letter = { alertId, ...draftLetter('low_score', 'Ill', 'Market') }
  const write = () => world.work((tx) => writeToSeller(tx, letter, { actor, at: AT }))
  const { proposalId } = await write()
  expect(await proposalOf(proposalId)).toMatchObject({
    kind: 'message.send',
    state: 'needs_approval',
  })
  const open = () => world.work((tx) => ticketOf(tx, alertId, { actor, at: AT }))
  expect(await open()).toEqual(await open())
  await work(later(1))
  expect((await alerts())[0]).toMatchObject({ score: alert?.score })
})
