import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve, reject } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, NOW, paidInvoice, transferOf, type World } from '#lib/settlements/testing-world.ts'
import { readCutoverPage } from './read-cutover-page.ts'
import { openingExecutor, submitOpening } from './submit-opening.ts'
import { peekOpening, uploadOpening } from './upload-opening.ts'

const CUT_OVER = '2026-11-14'
const EXPLANATION = 'Sales before our data began.'
let world: World

afterAll(closeDatabase)

/** Nordic sold for 100.00 after our data began, of which 80.00 are its own; nobody knows anything of Ceramics. */
beforeEach(async () => {
  world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic' })
  await world.tellSeller({ id: 'acct_ceramics' })
  await world.tell(paidInvoice(world, 'one'))
  await world.settle({ kind: 'invoice', id: 'in_one' })
  await postQueued({ entity: world.entity, at: NOW })
})

const person = (name: string): Actor => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles: ['approver', 'operator'],
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: `per_${name}` },
  requestId: '',
})

const HEADER = 'seller,currency,payable,receivable,in transit,reserved\n'
const SHEET = `${HEADER}acct_nordic,USD,95.00,,,10.00\nacct_ceramics,USD,,12.00,,\n`
const upload = (text: string, minor = '9300', cutOverOn = CUT_OVER) =>
  uploadOpening({
    actor: person('olu'),
    fileName: 'opening.csv',
    text,
    mapping: null,
    cutOverOn,
    totals: [{ currency: 'USD', minor }],
    at: NOW,
  })
const submit = (sheetId: string, explanation = EXPLANATION) =>
  submitOpening({ actor: person('ada'), sheetId, explanation, at: NOW })
const page = () => readCutoverPage(person('olu'), NOW)

async function sign(proposalId: string, ...names: string[]) {
  const { argumentsHash } = await world.work((tx) => lockProposal(tx, proposalId))
  for (const name of names) {
    await approve({ actor: person(name), proposalId, argumentsHash, comment: '', at: NOW })
  }
  const executors = { 'opening.post': openingExecutor(world.entity) }
  await executeProposal({ entity: world.entity, proposalId, at: NOW, executors })
  return (await world.work((tx) => lockProposal(tx, proposalId))).state
}

const opening = () =>
  world.rows<{ code: string; seller: string; minor: string; on: string }>(
    `SELECT a.code, coalesce(s.stripe_account, '') AS seller, l.amount_minor::text AS minor, e.accounting_on::text AS on
       FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
       LEFT JOIN seller s ON s.id = a.subject
      WHERE e.entity_id = $1 AND e.source_kind = 'approved_journal' ORDER BY a.code, seller`,
    [world.entity.id],
  )

/** What the opening left to pay, to keep back, or to propose later. */
const carried = async () =>
  (
    await world.rows<{ line: string }>(
      `SELECT concat_ws(' ', s.stripe_account, a.amount_minor, 'open', a.open_minor, p.kind, p.amount_minor) AS line
         FROM adjustment a JOIN seller s ON s.id = a.seller_id LEFT JOIN proposal p ON p.subject_id = a.id
        WHERE a.entity_id = $1 AND a.reason = 'opening' ORDER BY 1`,
      [world.entity.id],
    )
  ).map(({ line }) => line)

test('the worked opening: two people sign, and one entry brings every seller to what the old sheet says', async () => {
  const { sheetId } = await upload(SHEET)
  const { tied, trialBalance } = await page()
  expect(tied?.lines.map(({ books, said, opening: change }) => [books.minor, said.minor, change.minor])).toEqual([
    ['8000', '10500', '2500'],
    ['0', '-1200', '-1200'],
  ])
  expect(
    trialBalance
      .filter(({ isChanged }) => isChanged)
      .map(({ name, before, after }) => [name, before.minor, after.minor]),
  ).toEqual([
    ['Seller payable', '-8000', '-9300'],
    ['Opening balance', '0', '1300'],
  ])
  const { proposalId } = await submit(sheetId)
  for (const name of ['olu', 'ada']) {
    await expect(sign(proposalId, name)).rejects.toMatchObject({ status: 403 })
  }
  expect(await sign(proposalId, 'priya')).toBe('needs_approval')
  expect(await opening()).toEqual([])
  expect(await sign(proposalId, 'marc')).toBe('executed')
  expect(await opening()).toEqual([
    { code: 'opening_balance', seller: '', minor: '1300', on: CUT_OVER },
    { code: 'seller_payable', seller: 'acct_ceramics', minor: '1200', on: CUT_OVER },
    { code: 'seller_payable', seller: 'acct_nordic', minor: '-2500', on: CUT_OVER },
  ])
  const [nordic] = await world.rows<{ id: string }>(
    "SELECT id FROM seller WHERE stripe_account = 'acct_nordic' AND entity_id = $1",
    [world.entity.id],
  )
  const told = await world.rows<{ description: string }>(
    `SELECT description FROM journal_entry WHERE entity_id = $1 AND refs @> ARRAY['seller:' || $2::text] AND source_kind = 'approved_journal'`,
    [world.entity.id, nordic?.id],
  )
  expect(told.map(({ description }) => description)).toContain(`Opening balances at the end of ${CUT_OVER}`)
  expect(await carried()).toEqual([
    'acct_ceramics -1200 open 1200',
    'acct_nordic 1000 open 0',
    'acct_nordic 1500 open 0 transfer.create 1500',
  ])
  await expect(upload(SHEET)).rejects.toMatchObject({ code: 'cutover.already_opened' })
  await expect(submit(sheetId)).rejects.toMatchObject({ code: 'cutover.already_opened' })
  const after = await page()
  expect(after.tied?.lines.map(({ books, said }) => [books.minor, said.minor])).toEqual([
    ['8000', '10500'],
    ['0', '-1200'],
  ])
  expect(after.trialBalance.find(({ name }) => name === 'Seller payable')).toMatchObject({
    before: { minor: '-8000' },
    after: { minor: '-9300' },
  })
})

describe('a sheet is not signed while', () => {
  test.each([
    [
      'it does not add up to what the old one says',
      SHEET,
      '10000',
      'The lines add up to 93.00 USD; the old sheet says 100.00 USD: 7.00 USD are missing.',
    ],
    [
      'it does not name a seller our books owe',
      `${HEADER}acct_ceramics,USD,,12.00,,\n`,
      '-1200',
      'The sheet does not name it; our books owe 80.00 USD.',
    ],
    [
      'Stripe does not show what is in transit',
      `${HEADER}acct_nordic,USD,50,,30,\n`,
      '8000',
      '30.00 USD are in transit by the sheet; within a week Stripe shows 0.00 USD.',
    ],
  ])('%s', async (_, text, total, why) => {
    const { sheetId } = await upload(text, total)
    expect((await page()).tied?.blockers[0]).toContain(why)
    await expect(submit(sheetId)).rejects.toMatchObject({ code: 'cutover.not_tied' })
  })

  test('nobody explained what differs', async () => {
    const { sheetId } = await upload(SHEET)
    await expect(submit(sheetId, '')).rejects.toMatchObject({ code: 'cutover.explain_first', field: 'explanation' })
  })
})

test('what was in transit and arrived at Stripe ties, and needs no entry', async () => {
  const { transfer = [] } = transferOf(world, 'one', { amount: 3_000n, group: 'sent by the old system' })
  await world.tell({ transfer: transfer.map((row) => ({ ...row, createdAt: new Date('2026-11-16T09:00:00Z') })) })
  const { sheetId } = await upload(`${HEADER}acct_nordic,USD,50,,30,\n`, '8000')
  expect((await page()).tied).toMatchObject({ blockers: [], differing: 0 })
  const { proposalId } = await submit(sheetId, '')
  expect(await sign(proposalId, 'priya', 'marc')).toBe('executed')
  expect(await opening()).toEqual([])
})

test('books that changed after the first signature are not opened: the sheet is tied out anew', async () => {
  const { sheetId } = await upload(SHEET)
  const { proposalId } = await submit(sheetId)
  await expect(upload(SHEET)).rejects.toMatchObject({ code: 'cutover.being_signed' })
  await world.tell(paidInvoice(world, 'late'))
  await world.settle({ kind: 'invoice', id: 'in_late' })
  expect(await sign(proposalId, 'priya', 'marc')).toBe('void')
  expect(await opening()).toEqual([])
  const again = await submit(sheetId)
  expect(await sign(again.proposalId, 'priya', 'marc')).toBe('executed')
  expect((await opening()).find(({ seller }) => seller === 'acct_nordic')?.minor).toBe('5500')
})

test('a sheet that was rejected makes way for another one', async () => {
  const { proposalId } = await submit((await upload(SHEET)).sheetId)
  const { argumentsHash } = await world.work((tx) => lockProposal(tx, proposalId))
  await reject({ actor: person('priya'), proposalId, argumentsHash, comment: 'The reserve is 20.00.', at: NOW })
  const { sheetId } = await upload(SHEET.replace('10.00', '20.00'), '10300')
  expect((await page()).sheet).toMatchObject({ id: sheetId, state: 'draft' })
})

describe('an upload', () => {
  test('of which one line is not understood stores nothing, and every such line is named', async () => {
    const text = `${SHEET}acct_nobody,USD,1,,,\nacct_nordic,EUR,x,,,\n`
    await expect(upload(text)).rejects.toMatchObject({ code: 'cutover.not_whole' })
    const { problems } = await peekOpening({ actor: person('olu'), fileName: 'x', text, mapping: null })
    expect(problems).toEqual([
      { line: 4, message: 'No seller is called “acct_nobody”. Write its account, acct_….' },
      { line: 5, message: 'Payable: “x” is no amount in EUR.' },
    ])
    expect((await page()).sheet).toBeNull()
  })

  test('names one seller once, whatever it calls it', async () => {
    const text = `${HEADER}acct_nordic,USD,1,,,\nSeller acct_nordic,USD,1,,,\n`
    const { problems } = await peekOpening({ actor: person('olu'), fileName: 'x', text, mapping: null })
    expect(problems).toEqual([{ line: 3, message: 'The seller of line 2 again, in USD.' }])
  })

  test('is about a day that is over', async () => {
    await expect(upload(SHEET, '9300', '2026-11-20')).rejects.toMatchObject({ code: 'cutover.day_not_over' })
  })
})
