import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { credit, debit, type EntryDraft, type SourceKind } from '../entry.ts'
import { getEntry } from '../get-entry.ts'
import { proposeJournal } from '../journals/propose-journal.ts'
import { postEntries } from '../post.ts'
import { trialBalance } from '../trial-balance.ts'
import { firstOfNextMonth, lastDay, monthOf } from './month-model.ts'
import type { PeriodState } from './period-model.ts'
import { listPeriods, readPeriod } from './read-periods.ts'
import { type Books, NOW, someBooks } from './testing.ts'

afterAll(closeDatabase)

type Asked = { readonly id: string; readonly on: string; readonly kind?: SourceKind; readonly minor?: bigint }

const anEntry = ({ id, on, kind = 'balance_transaction', minor = 100n }: Asked): EntryDraft => ({
  book: 'platform',
  sourceKind: kind,
  sourceAccount: 'acct_books',
  sourceId: id,
  sourcePart: '1',
  rule: 'charge@1',
  accountingOn: on,
  occurredAt: new Date(`${on}T12:00:00Z`),
  description: id,
  refs: [],
  lines: [debit('stripe_balance', minor, 'USD'), credit('buyer_funds', minor, 'USD')],
})

const post = async (books: Books, ...asked: readonly Asked[]) =>
  (await books.work((tx) => postEntries(tx, asked.map(anEntry), NOW))).map(({ entryId }) => entryId.toString())

const entry = async (books: Books, id: string) => {
  const found = await books.work((tx) => getEntry(tx, id))
  if (found === null) throw new Error(`no entry ${id}`)
  return found
}

const asOf = (books: Books, day: string) =>
  books.work(async (tx) => JSON.stringify(await trialBalance(tx, 'platform', day)))

test('a late fact stands on the first open day, keeps when it happened and says which day it belongs to', async () => {
  const books = await someBooks()
  await post(books, { id: 'txn_1', on: '2026-10-05' })
  await books.close('2026-10', 'soft_locked')
  const before = await asOf(books, '2026-10-31')
  const [late = '', inTime = ''] = await post(
    books,
    { id: 'txn_2', on: '2026-10-30' },
    { id: 'txn_3', on: '2026-11-02' },
  )
  expect(await entry(books, late)).toMatchObject({
    accountingOn: '2026-11-01',
    priorOn: '2026-10-30',
    occurredAt: '2026-10-30T12:00:00.000Z',
    isUnaltered: true,
  })
  expect(await entry(books, inTime)).toMatchObject({ accountingOn: '2026-11-02', priorOn: null })
  expect(await asOf(books, '2026-10-31')).toBe(before)
  // The same source again is the same entry, wherever it stands.
  expect(await post(books, { id: 'txn_2', on: '2026-10-30' })).toEqual([late])
})

test('a soft lock lets approved journals in, a hard lock nothing; what is older is closed with it', async () => {
  const books = await someBooks()
  await post(books, { id: 'txn_1', on: '2026-09-05' })
  await books.close('2026-10', 'soft_locked')
  expect((await books.work((tx) => readPeriod(tx, '2026-09'))).state).toBe('soft_locked')
  const [journal = ''] = await post(books, { id: 'jrn_1', on: '2026-10-31', kind: 'approved_journal' })
  expect(await entry(books, journal)).toMatchObject({ accountingOn: '2026-10-31', priorOn: null })
  await books.close('2026-10', 'hard_locked')
  const refused = { id: 'jrn_2', on: '2026-10-31', kind: 'approved_journal' } as const
  await expect(post(books, refused)).rejects.toThrow(/hard-locked: nothing posts into it/)
  await expect(
    books.work((tx) =>
      proposeJournal(tx, {
        actor: books.person('per_olu'),
        template: 'correction',
        accountingOn: '2026-10-31',
        reason: 'Forgotten invoice.',
        evidence: '',
        attachmentHash: '',
        lines: [
          { code: 'other_expense', currency: 'USD', amountMinor: '100' },
          { code: 'other_income', currency: 'USD', amountMinor: '-100' },
        ],
        isReversing: false,
        untilOn: null,
        at: NOW,
      }),
    ),
  ).rejects.toThrow(/hard-locked/)
  await books.close('2026-10', 'open')
  const [again = ''] = await post(books, { id: 'txn_9', on: '2026-10-31' })
  expect(await entry(books, again)).toMatchObject({ accountingOn: '2026-10-31', priorOn: null })
})

test('what a job brings by itself is late like a fact; what was approved of it posts into a soft-locked month', async () => {
  const books = await someBooks()
  await post(books, { id: 'txn_1', on: '2026-10-05' })
  await books.close('2026-10', 'soft_locked')
  const [late = ''] = await post(books, { id: 'earned', on: '2026-10-20', kind: 'period_job' })
  expect(await entry(books, late)).toMatchObject({ accountingOn: '2026-11-01', priorOn: '2026-10-20' })
  const approved = {
    ...anEntry({ id: 'revaluation', on: '2026-10-31', kind: 'period_job' }),
    isApproved: true as const,
  }
  const [posted] = await books.work((tx) => postEntries(tx, [approved], NOW))
  expect(await entry(books, `${posted?.entryId}`)).toMatchObject({ accountingOn: '2026-10-31', priorOn: null })
  await books.close('2026-10', 'hard_locked')
  const again = { ...approved, sourceId: 'again' }
  await expect(books.work((tx) => postEntries(tx, [again], NOW))).rejects.toThrow(/hard-locked/)
})

describe('a month is not closed or reopened', () => {
  test.each<[string, (books: Books) => Promise<unknown>, RegExp]>([
    ['before it is over', (books) => books.ask('2026-11', 'soft_locked'), /not over yet/],
    ['hard before soft', (books) => books.ask('2026-10', 'hard_locked'), /Soft-lock October 2026 first/],
    [
      'twice',
      async (books) => {
        await books.close('2026-10', 'soft_locked')
        await books.ask('2026-10', 'soft_locked')
      },
      /soft-locked already/,
    ],
    [
      'while a later one is closed',
      async (books) => {
        await books.close('2026-10', 'soft_locked')
        await books.ask('2026-09', 'open')
      },
      /October 2026 is closed and comes later/,
    ],
    [
      'out of order',
      async (books) => {
        await books.close('2026-09', 'soft_locked')
        await books.close('2026-10', 'soft_locked')
        await books.ask('2026-10', 'hard_locked')
      },
      /September 2026 is only soft-locked/,
    ],
    ['by whoever asked', async (books) => books.agree(await books.ask('2026-10', 'soft_locked'), 'per_olu'), /cannot/],
  ])('%s', async (_, act, reason) => {
    const books = await someBooks()
    await post(books, { id: 'txn_1', on: '2026-09-05' })
    await expect(act(books)).rejects.toThrow(reason)
  })

  test('reopened by one person alone', async () => {
    const books = await someBooks()
    await post(books, { id: 'txn_1', on: '2026-10-05' })
    await books.close('2026-10', 'soft_locked')
    await books.agree(await books.ask('2026-10', 'open'), 'per_priya')
    expect((await books.work((tx) => readPeriod(tx, '2026-10'))).state).toBe('soft_locked')
  })
})

test('a lock waits for postings under way, and postings after it see it', async () => {
  const books = await someBooks()
  await post(books, { id: 'txn_1', on: '2026-10-05' })
  const order: string[] = []
  const proposalId = await books.ask('2026-10', 'soft_locked')
  const [posted, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const posting = books.work(async (tx) => {
    await postEntries(tx, [anEntry({ id: 'txn_2', on: '2026-10-06' })], NOW)
    posted.resolve()
    await goOn.promise
    order.push('posted')
  })
  await posted.promise
  const closing = books.agree(proposalId, 'per_priya').then(() => order.push('closed'))
  await untilSomebodyWaits(books)
  goOn.resolve()
  await Promise.all([posting, closing])
  expect(order).toEqual(['posted', 'closed'])
  const [late = ''] = await post(books, { id: 'txn_3', on: '2026-10-06' })
  expect(await entry(books, late)).toMatchObject({ accountingOn: '2026-11-01', priorOn: '2026-10-06' })
})

const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10'] as const
const STATES = ['soft_locked', 'hard_locked', 'open'] as const
const days = fc.tuple(fc.constantFrom(...MONTHS, '2026-11' as const), fc.integer({ min: 1, max: 28 }))
const step = fc.oneof(
  fc.record({ act: fc.constant('post' as const), day: days, isJournal: fc.boolean() }),
  fc.record({ act: fc.constant('close' as const), month: fc.constantFrom(...MONTHS), to: fc.constantFrom(...STATES) }),
)

test('whatever is posted, closed and reopened in whatever order, a closed month never changes and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const books = await someBooks()
      await post(books, { id: 'txn_first', on: '2026-07-01' })
      let posted = 1n
      for (const [index, one] of steps.entries()) {
        const periods = await books.work((tx) => listPeriods(tx, books.entity, NOW))
        const hard = lastOf(periods, ['hard_locked'])
        const closed = lastOf(periods, ['hard_locked', 'soft_locked'])
        const frozen = hard === null ? '' : await asOf(books, lastDay(hard))
        if (one.act === 'close') {
          await books.close(one.month, one.to).catch((error: Error) => expect(error.message).not.toMatch(/constraint/))
        } else {
          const on = `${one.day[0]}-${one.day[1].toString().padStart(2, '0')}`
          const asked: Asked = { id: `src_${index}`, on, kind: one.isJournal ? 'approved_journal' : 'settlement' }
          const isRefused = one.isJournal && hard !== null && monthOf(on) <= hard
          if (isRefused) await expect(post(books, asked)).rejects.toThrow(/hard-locked/)
          else {
            const [id = ''] = await post(books, asked)
            const isLate = !one.isJournal && closed !== null && monthOf(on) <= closed
            expect(await entry(books, id)).toMatchObject({
              accountingOn: isLate ? firstOfNextMonth(`${closed}-01`) : on,
              priorOn: isLate ? on : null,
              occurredAt: `${on}T12:00:00.000Z`,
              isUnaltered: true,
            })
            posted += 1n
          }
          if (hard !== null) expect(await asOf(books, lastDay(hard))).toBe(frozen)
        }
      }
      const { totals } = await books.work((tx) => trialBalance(tx, 'platform', null))
      expect(totals[0]?.debit.minor).toBe((posted * 100n).toString())
    }),
    { numRuns: 20 },
  )
})

const lastOf = (periods: readonly { month: string; state: PeriodState }[], states: readonly PeriodState[]) =>
  periods.find(({ state }) => states.includes(state))?.month ?? null

/** Until somebody waits for a lock that another transaction holds. */
async function untilSomebodyWaits(books: Books): Promise<void> {
  for (;;) {
    const [row] = await books.work((tx) =>
      tx.sql<{ waits: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted) AS waits`,
      ),
    )
    if (row?.waits === true) return
  }
}
