import { afterAll, expect, test } from 'vitest'
import { credit, type DraftLine, debit } from '#lib/ledger/entry.ts'
import { recordRuns } from '#lib/ledger/invariant-runs.ts'
import { type Books, NOW, someBooks } from '#lib/ledger/periods/testing.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { agedClearing } from '../aged-clearing.ts'
import { checkClose } from './close-command.ts'
import { readFlux } from './flux.ts'
import { lockMonth } from './lock-month.ts'
import { readClose } from './read-close.ts'
import { rollForward } from './roll-forward.ts'
import { TASK_CODES, type TaskCode } from './tasks-model.ts'
import { explainChange, prepareTask, reviewTask } from './work-task.ts'

afterAll(closeDatabase)

const MONTH = '2026-10'

type Posted = { readonly id: string; readonly on: string; readonly rule: string; readonly lines: readonly DraftLine[] }

const post = (books: Books, ...entries: readonly Posted[]) =>
  books.work((tx) =>
    postEntries(
      tx,
      entries.map(({ id, on, rule, lines }) => ({
        book: 'platform',
        sourceKind: 'settlement',
        sourceAccount: 'acct_books',
        sourceId: id,
        sourcePart: '1',
        rule: `${rule}@1`,
        accountingOn: on,
        occurredAt: new Date(`${on}T12:00:00Z`),
        description: id,
        refs: [],
        lines,
      })),
      NOW,
    ),
  )

const sale = (id: string, on: string, minor: bigint): Posted => ({
  id,
  on,
  rule: 'settlement',
  lines: [
    debit('buyer_funds', minor * 5n, 'USD'),
    credit('seller_payable', minor * 4n, 'USD', 'sel_1'),
    credit('commission', minor, 'USD'),
  ],
})

const transfer = (id: string, on: string, minor: bigint): Posted => ({
  id,
  on,
  rule: 'transfer',
  lines: [debit('seller_payable', minor, 'USD', 'sel_1'), credit('stripe_balance', minor, 'USD')],
})

const checked = (books: Books, outcome: 'holds' | 'violated' = 'holds') =>
  books.work((tx) =>
    recordRuns(
      tx,
      ['seller_payable', 'clearing_explained'].map((name) => ({
        name,
        title: name,
        outcome,
        reason: 'Looked at.',
        findings: [],
      })),
      NOW,
    ),
  )

const act = <T>(
  books: Books,
  who: string,
  work: (call: {
    actor: ReturnType<Books['person']>
    month: string
    at: Date
  }) => (tx: Parameters<Parameters<Books['work']>[0]>[0]) => Promise<T>,
) => {
  const actor = books.person(who)
  return inTransaction(actor.scope, work({ actor, month: MONTH, at: NOW }))
}

const prepare = (books: Books, code: TaskCode, comment = '', who = 'per_olu') =>
  act(books, who, (call) => (tx) => prepareTask(tx, { ...call, code, comment, attachmentHash: '' }))

const review = (books: Books, code: TaskCode, who = 'per_priya', isAgreed = true, comment = '') =>
  act(books, who, (call) => (tx) => reviewTask(tx, { ...call, code, isAgreed, comment }))

test('what is rolled forward meets: opening and movements, with late facts of earlier months, give the closing', async () => {
  const books = await someBooks()
  await post(books, sale('s1', '2026-09-10', 1_000n), transfer('t1', '2026-09-20', 1_500n))
  await books.close('2026-09', 'soft_locked')
  await post(
    books,
    sale('s2', '2026-10-10', 2_000n),
    sale('late', '2026-09-30', 100n),
    transfer('t2', '2026-10-12', 6_000n),
  )
  await post(books, sale('s3', '2026-11-01', 7n))
  const rolled = await books.work((tx) => rollForward(tx, MONTH))
  const usd = (minor: string) => ({ minor, currency: 'USD' })
  expect(rolled.find(({ code }) => code === 'seller_payable')).toEqual({
    code: 'seller_payable',
    name: 'Seller payable',
    currency: 'USD',
    opening: usd('2500'),
    movements: [
      { rule: 'settlement', count: '2', amount: usd('8400'), prior: usd('400') },
      { rule: 'transfer', count: '1', amount: usd('-6000'), prior: usd('0') },
    ],
    closing: usd('4900'),
    off: usd('0'),
  })
  expect(rolled.map(({ code }) => code)).toEqual(['seller_payable', 'commission'])
})

test('a change above the threshold asks for a comment, a small one does not', async () => {
  const books = await someBooks()
  await post(books, sale('s1', '2026-09-10', 100_000n), sale('s2', '2026-10-10', 400_000n))
  await post(books, {
    id: 'f',
    on: '2026-10-11',
    rule: 'fee',
    lines: [debit('processor_fees', 320n, 'USD'), credit('stripe_balance', 320n, 'USD')],
  })
  const flux = () => books.work((tx) => readFlux({ tx, entity: books.entity, month: MONTH }))
  const asked = (await flux()).map(
    ({ code, change, percent, needsComment }) => `${code} ${change.minor} ${percent} ${needsComment}`,
  )
  expect(asked).toEqual([
    'stripe_balance -320 null false',
    'buyer_funds -2000000 400 true',
    'seller_payable 1600000 400 true',
    'commission 300000 300 true',
    'processor_fees 320 null false',
  ])
  await act(
    books,
    'per_olu',
    (call) => (tx) =>
      explainChange(tx, { ...call, account: 'commission', currency: 'USD', comment: 'Autumn campaign.' }),
  )
  const task = async () =>
    (await books.work((tx) => readClose(tx, books.entity, MONTH, NOW))).tasks.find(({ code }) => code === 'flux')
  expect((await task())?.check).toMatchObject({ outcome: 'open', sentence: expect.stringContaining('2 of 3') })
})

test('a task is prepared by one and reviewed by another; an open check needs a reason', async () => {
  const books = await someBooks()
  await post(books, sale('s1', '2026-10-10', 1_000n))
  await expect(prepare(books, 'promises_hold')).rejects.toThrow(/The check is open: The books were not checked/)
  await expect(prepare(books, 'tax_agrees')).rejects.toThrow(/Say what was done/)
  await expect(review(books, 'payouts_tied')).rejects.toThrow(/Nobody prepared/)
  await prepare(books, 'payouts_tied')
  await expect(review(books, 'payouts_tied', 'per_olu')).rejects.toThrow(/somebody else reviews/)
  await expect(review(books, 'payouts_tied', 'per_priya', false)).rejects.toThrow(/Say what was done/)
  await review(books, 'payouts_tied', 'per_priya', false, 'The wrong month.')
  await prepare(books, 'payouts_tied', 'Looked at October this time.')
  await review(books, 'payouts_tied')
  const { tasks } = await books.work((tx) => readClose(tx, books.entity, MONTH, NOW))
  expect(tasks.find(({ code }) => code === 'payouts_tied')).toMatchObject({ isDone: true, preparedBy: 'per_olu' })
})

test('a month is hard-locked when every task is done, and its tasks stay as they are', async () => {
  const books = await someBooks()
  await post(books, sale('s1', '2026-10-10', 1_000n))
  await books.close(MONTH, 'soft_locked')
  const lock = () =>
    act(
      books,
      'per_olu',
      (call) => (tx) => lockMonth(tx, { ...call, to: 'hard_locked', reason: 'Everything is done.' }),
    )
  await expect(lock()).rejects.toThrow(`${TASK_CODES.length} tasks are not ready`)
  expect((await checkClose(books.entity, MONTH, NOW)).exitCode).toBe(1)

  await checked(books)
  for (const code of TASK_CODES) {
    await prepare(books, code, 'Done as every month.')
    await review(books, code)
  }
  expect((await checkClose(books.entity, MONTH, NOW)).exitCode).toBe(0)
  // What a check says later counts against what was reviewed.
  await checked(books, 'violated')
  expect((await checkClose(books.entity, MONTH, NOW)).exitCode).toBe(1)
  await checked(books)

  const { proposalId } = await lock()
  await books.agree(proposalId, 'per_priya')
  const { period } = await books.work((tx) => readClose(tx, books.entity, MONTH, NOW))
  expect(period.state).toBe('hard_locked')
  await expect(prepare(books, 'flux', 'Afterthought.')).rejects.toThrow(/October 2026 is hard-locked/)
  expect((await checkClose(books.entity, MONTH, NOW)).text).toContain('October 2026 is hard-locked.')
})

test('what is left in clearing accounts is aged by when it last moved', async () => {
  const books = await someBooks()
  await post(books, sale('old', '2026-10-10', 100n), sale('new', '2026-11-19', 10n))
  const aged = await books.work((tx) => agedClearing(tx, NOW))
  expect(
    aged.map(({ code, items, ages, total }) => [code, items, ...ages.map(({ minor }) => minor), total.minor].join(' ')),
  ).toEqual(['buyer_funds 1 550 0 0 0 550'])
})
