import { afterAll, expect, test } from 'vitest'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { credit, type DraftLine, debit } from '../entry.ts'
import { closedMonthsStand } from '../periods/closed-months-stand.ts'
import { type Books, NOW, someBooks } from '../periods/testing.ts'
import { postEntries } from '../post.ts'
import { accountMap, keptMap, mapAccount, refuseUnmapped } from './account-map.ts'
import { batchJournals, wholeBatch } from './batch.ts'
import { batchLines } from './csv-layout.ts'
import { datevFile, pairs } from './datev-layout.ts'
import { makeBatch } from './make-batch.ts'
import { netsuiteRows } from './netsuite-layout.ts'

afterAll(closeDatabase)

const MONTH = '2026-10'

const post = (books: Books, ...entries: readonly { id: string; on: string; lines: readonly DraftLine[] }[]) =>
  books.work((tx) =>
    postEntries(
      tx,
      entries.map(({ id, on, lines }) => ({
        book: 'platform' as const,
        sourceKind: 'settlement' as const,
        sourceAccount: 'acct_books',
        sourceId: id,
        sourcePart: '1',
        rule: 'charge@1',
        accountingOn: on,
        occurredAt: NOW,
        description: id,
        refs: [],
        lines,
      })),
      NOW,
    ),
  )

const sale = (minor: bigint, currency = 'USD') => [
  debit('stripe_balance', minor - 32n, currency),
  debit('processor_fees', 32n, currency),
  credit('buyer_funds', minor, currency),
]

const make = (books: Books) => {
  const actor = books.person('per_olu')
  return inTransaction(actor.scope, (tx) => makeBatch(tx, { actor, month: MONTH, at: NOW }))
}

async function lines(books: Books, number: number): Promise<string[]> {
  const { cells } = await books.work((tx) => batchLines(tx, number, '0'))
  return cells.map((row) => [row[3], row[6], row[10], row[11], row[12]].join(' '))
}

async function closed(...more: Parameters<typeof post>[1][]): Promise<Books> {
  const books = await someBooks()
  await post(
    books,
    { id: 'a', on: '2026-10-05', lines: sale(1_000n) },
    { id: 'b', on: '2026-10-05', lines: sale(500n) },
    ...more,
  )
  await books.close(MONTH, 'soft_locked')
  await books.close(MONTH, 'hard_locked')
  return books
}

test('a batch of a hard-locked month never changes, and each entry is in exactly one', async () => {
  const open = await someBooks()
  await post(open, { id: 'a', on: '2026-10-05', lines: sale(1_000n) })
  await expect(make(open)).rejects.toThrow(/not hard-locked/)

  const books = await closed()
  const { number } = await make(books)
  const before = await lines(books, number)
  expect(before).toHaveLength(6)
  await expect(make(books)).rejects.toThrow(/in a batch already/)

  // What arrives late stands in the next month; what comes in between a reopening and another lock is another batch.
  await post(books, { id: 'late', on: '2026-10-07', lines: sale(100n) })
  await books.close(MONTH, 'open')
  await post(books, { id: 'between', on: '2026-10-08', lines: sale(200n) })
  await books.close(MONTH, 'soft_locked')
  await books.close(MONTH, 'hard_locked')
  const second = await make(books)
  expect(second.number).toBe(number + 1)
  expect(await lines(books, number)).toEqual(before)
  expect((await lines(books, second.number)).map((line) => line.split(' ').at(-1))).toEqual([
    'between',
    'between',
    'between',
  ])
  await expect(
    books.work((tx) => tx.exec('UPDATE journal_batch SET entry_count = 0 WHERE number = $1', [number])),
  ).rejects.toThrow(/permission denied/)
})

test('two people who number a batch at once get one', async () => {
  const books = await closed()
  const results = await Promise.allSettled([make(books), make(books)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a batch in NetSuite’s layout and as a DATEV posting batch', async () => {
  const books = await closed()
  const { number } = await make(books)
  const batch = await books.work((tx) => wholeBatch(tx, number))
  const journals = await books.work((tx) => batchJournals(tx, batch))
  // Called something else later: the files of a batch stay what they were.
  const actor = books.person('per_olu')
  await inTransaction(actor.scope, (tx) =>
    mapAccount(tx, { actor, system: 'netsuite', code: 'buyer_funds', target: '2999', at: NOW }),
  )
  const map = keptMap(batch, 'netsuite')
  expect(netsuiteRows(journals, map)).toEqual([
    ['T1-261005USD', '2026-10-05', 'USD', 'Batch 1, 2026-10-05, USD', '2010', '', '15.00', 'Buyer funds unallocated'],
    ['T1-261005USD', '2026-10-05', 'USD', 'Batch 1, 2026-10-05, USD', '5010', '0.64', '', 'Processor fees'],
    ['T1-261005USD', '2026-10-05', 'USD', 'Batch 1, 2026-10-05, USD', '1010', '14.36', '', 'Stripe balance'],
  ])
  const file = Buffer.from(
    datevFile({
      journals,
      map,
      client: { consultant: '29098', client: '55003', yearBegins: '01-01' },
      month: MONTH,
      number,
      currency: 'USD',
      at: NOW,
    }),
  ).toString('latin1')
  const [header = '', columns = '', ...records] = file.split('\r\n')
  expect(header).toBe(
    '"EXTF";700;21;"Buchungsstapel";13;20261120120000000;;"";"";"";29098;55003;20260101;4;20261001;20261031;"Batch 1";"";1;0;0;"USD";;"";;;"";;;"";""',
  )
  expect(header.split(';')).toHaveLength(31)
  expect(columns).toContain('Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz')
  expect(records).toEqual([
    '0,64;"S";"USD";;;"";5010;2010;"";0510;"T1-261005USD";"";;"Batch 1, 2026-10-05, USD";;;;;;""',
    '14,36;"S";"USD";;;"";1010;2010;"";0510;"T1-261005USD";"";;"Batch 1, 2026-10-05, USD";;;;;;""',
    '',
  ])
})

test('pairs of debits and credits add up to the journal', () => {
  const line = (code: 'commission' | 'promotions' | 'suspense', minor: bigint) => ({ code, minor })
  expect(pairs({ lines: [line('promotions', 5n), line('suspense', 7n), line('commission', -12n)] })).toEqual([
    { debit: 'promotions', credit: 'commission', minor: 5n },
    { debit: 'suspense', credit: 'commission', minor: 7n },
  ])
})

test('accounts are called what a person says, and QuickBooks knows none by itself', async () => {
  const books = await closed()
  const { number } = await make(books)
  const journals = await books.work((tx) => batchJournals(tx, { number }))
  const map = () => books.work((tx) => accountMap(tx, 'quickbooks'))
  const first = await map()
  expect(() => refuseUnmapped(journals, first, 'quickbooks')).toThrow(
    /what these accounts are called in QuickBooks Online first: Buyer funds unallocated, Processor fees, Stripe balance/,
  )
  const actor = books.person('per_olu')
  const say = (target: string, system: 'quickbooks' | 'datev' = 'quickbooks') =>
    inTransaction(actor.scope, (tx) => mapAccount(tx, { actor, system, code: 'buyer_funds', target, at: NOW }))
  await say('88')
  expect((await map()).of('buyer_funds')).toBe('88')
  await say('')
  expect((await map()).of('buyer_funds')).toBeNull()
  await expect(say('Geldtransit', 'datev')).rejects.toThrow(/4 to 8 digits/)
})

test('an entry recorded in a month that was closed before is found', async () => {
  const books = await closed()
  await make(books)
  const check = () => books.work((tx) => closedMonthsStand.check({ tx, entity: books.entity, at: NOW, since: 0n }))
  expect(await check()).toMatchObject({ outcome: 'holds', reason: expect.stringContaining('1 batches') })
  await books.work((tx) =>
    tx.exec(`UPDATE accounting_period SET changed_at = changed_at - interval '1 hour' WHERE entity_id = $1`, [
      books.entity.id,
    ]),
  )
  expect(await check()).toMatchObject({
    outcome: 'violated',
    findings: [{ what: expect.stringContaining('October 2026') }, {}],
  })
})
