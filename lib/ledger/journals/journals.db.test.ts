import { afterAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { getEntry } from '../get-entry.ts'
import { postDueJournals, stopJournal } from './due-journals.ts'
import { exportJournals } from './export-journals.ts'
import type { JournalInput } from './journal-schema.ts'
import { journalExecutor, proposeJournal } from './propose-journal.ts'

afterAll(closeDatabase)

const NOW = new Date('2026-11-20T12:00:00Z')
let entities = 0

async function anEntity(): Promise<Entity> {
  entities += 1
  return ensureEntity({
    name: `Books ${entities}`,
    stripeAccount: `acct_books${entities}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'Europe/Berlin',
    goLiveAt: new Date('2026-01-01T00:00:00Z'),
    automaticSince: null,
    at: NOW,
  })
}

const person = (entity: Entity, personId: string): Actor => ({
  personId,
  email: `${personId}@example.test`,
  name: personId,
  roles: ['operator', 'approver'],
  sellerId: null,
  entity,
  scope: { entityId: entity.id, livemode: entity.livemode, actor: personId },
  requestId: 'req_1',
})

const ACCRUAL: JournalInput = {
  template: 'accrual',
  accountingOn: '2026-10-31',
  reason: 'Audit fee of October, invoice to come.',
  evidence: 'Engagement letter',
  attachmentHash: '',
  lines: [
    { code: 'other_expense', currency: 'USD', amountMinor: '120000' },
    { code: 'accrued_expenses', currency: 'USD', amountMinor: '-120000' },
  ],
  isReversing: false,
  untilOn: null,
}

const ask = (entity: Entity, changes: Partial<JournalInput> = {}) =>
  inTransaction(person(entity, 'per_olu').scope, (tx) =>
    proposeJournal(tx, { ...ACCRUAL, ...changes, actor: person(entity, 'per_olu'), at: NOW }),
  )

async function agree(entity: Entity, proposalId: string, who = 'per_priya'): Promise<void> {
  const [row] = await inTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [proposalId]),
  )
  await approve({ actor: person(entity, who), proposalId, argumentsHash: row?.hash ?? '', comment: '', at: NOW })
  await executeProposal({
    entity,
    proposalId,
    at: NOW,
    executors: { 'journal.post': journalExecutor(entity) },
  })
}

/** Posted entries as text: day, part and lines. */
const entries = async (entity: Entity) =>
  (
    await inTransaction(SYSTEM(entity), (tx) =>
      tx.sql<{ line: string }>(
        `SELECT concat_ws(' ', e.accounting_on, e.source_kind, e.source_part, string_agg(concat(a.code, ' ', l.amount_minor), ', ' ORDER BY l.line_no)) AS line
           FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
          WHERE e.entity_id = $1 GROUP BY e.id ORDER BY e.id`,
        [entity.id],
      ),
    )
  ).map(({ line }) => line)

test('a journal is posted once, after somebody else agreed, and says who and why', async () => {
  const entity = await anEntity()
  const { journalId, proposalId } = await ask(entity)
  await expect(agree(entity, proposalId, 'per_olu')).rejects.toThrow(/cannot/)
  expect(await entries(entity)).toEqual([])

  await agree(entity, proposalId)
  await agree(entity, proposalId, 'per_marc').catch(() => {})
  expect(await entries(entity)).toEqual([
    '2026-10-31 approved_journal 1 other_expense 120000, accrued_expenses -120000',
  ])
  const [row] = await inTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ id: string }>('SELECT entry_id::text AS id FROM journal_draft WHERE id = $1', [journalId]),
  )
  const entry = await inTransaction(SYSTEM(entity), (tx) => getEntry(tx, row?.id ?? ''))
  expect(entry).toMatchObject({
    description: 'Accrual: Audit fee of October, invoice to come.',
    refs: [`journal:${journalId}`, `proposal:${proposalId}`],
    isUnaltered: true,
  })
})

describe('a journal is refused', () => {
  test.each<[string, Partial<JournalInput>, RegExp]>([
    [
      'on a control account',
      { lines: [{ ...line('seller_payable', '5') }, line('other_income', '-5')] },
      /Seller payable is a control account.*propose an adjustment/,
    ],
    [
      'on money at Stripe',
      { lines: [line('other_expense', '5'), line('stripe_balance', '-5')] },
      /Only Stripe’s balance transactions move it/,
    ],
    [
      'on a clearing account',
      { lines: [line('other_expense', '5'), line('refund_clearing', '-5')] },
      /closed to manual journals/,
    ],
    [
      'on a memo book’s account',
      { lines: [line('other_expense', '5'), line('sales', '-5')] },
      /closed to manual journals/,
    ],
    [
      'that balances only across currencies',
      { lines: [line('other_expense', '500'), { ...line('other_income', '-500'), currency: 'EUR' }] },
      /differ by 5\.00 USD/,
    ],
    ['for a day to come', { accountingOn: '2026-11-21' }, /has not come yet/],
    ['that ends before it begins', { untilOn: '2026-10-31' }, /after the accounting day/],
    ['with a document nobody stored', { attachmentHash: 'a'.repeat(64) }, /not stored/],
  ])('%s', async (_, changes, reason) => {
    const entity = await anEntity()
    await expect(ask(entity, changes)).rejects.toThrow(reason)
    expect(await entries(entity)).toEqual([])
  })
})

test('an accrual reverses on the first day of the next month: at once when that day has come, else on it', async () => {
  const entity = await anEntity()
  await agree(entity, (await ask(entity, { isReversing: true })).proposalId)
  await agree(entity, (await ask(entity, { isReversing: true, accountingOn: '2026-11-20' })).proposalId)
  expect(await entries(entity)).toEqual([
    '2026-10-31 approved_journal 1 other_expense 120000, accrued_expenses -120000',
    '2026-11-01 approved_journal reversal other_expense -120000, accrued_expenses 120000',
    '2026-11-20 approved_journal 1 other_expense 120000, accrued_expenses -120000',
  ])
  expect(await postDueJournals(entity, new Date('2026-11-30T12:00:00Z'))).toBe(0)
  // Midnight in the book time zone, not in UTC.
  expect(await postDueJournals(entity, new Date('2026-11-30T23:30:00Z'))).toBe(1)
  expect(await postDueJournals(entity, new Date('2026-12-02T12:00:00Z'))).toBe(0)
  expect((await entries(entity)).at(-1)).toBe(
    '2026-12-01 approved_journal reversal other_expense -120000, accrued_expenses 120000',
  )
})

test('what recurs comes once a month under its approval, with its reversal, until it ends or somebody stops it', async () => {
  const entity = await anEntity()
  const { journalId, proposalId } = await ask(entity, { isReversing: true, untilOn: '2027-06-30' })
  await agree(entity, proposalId)
  expect(await postDueJournals(entity, new Date('2026-12-02T12:00:00Z'))).toBe(1)
  expect(await postDueJournals(entity, new Date('2026-12-02T12:00:00Z'))).toBe(0)
  expect((await entries(entity)).slice(2)).toEqual([
    '2026-11-30 approved_journal 1 other_expense 120000, accrued_expenses -120000',
    '2026-12-01 approved_journal reversal other_expense -120000, accrued_expenses 120000',
  ])
  await inTransaction(SYSTEM(entity), (tx) => stopJournal(tx, { actor: person(entity, 'per_olu'), journalId, at: NOW }))
  expect(await postDueJournals(entity, new Date('2027-03-02T12:00:00Z'))).toBe(0)
})

test('an approved journal cannot be changed, and its lines are exported', async () => {
  const entity = await anEntity()
  await agree(entity, (await ask(entity)).proposalId)
  await expect(
    inTransaction(SYSTEM(entity), (tx) =>
      tx.exec(`UPDATE journal_draft SET lines = '[]' WHERE entity_id = $1`, [entity.id]),
    ),
  ).rejects.toThrow(/permission denied/)
  const cells: string[][] = []
  for await (const page of exportJournals(person(entity, 'per_olu'), {})) cells.push(...page)
  expect(cells.map((row) => row.slice(1, 8).join('|'))).toEqual([
    'Accrual|2026-10-31|5900|Other expense|USD|1200.00|',
    'Accrual|2026-10-31|2400|Accrued expenses|USD||1200.00',
  ])
})

function line(code: JournalInput['lines'][number]['code'], amountMinor: string) {
  return { code, currency: 'USD', amountMinor }
}
