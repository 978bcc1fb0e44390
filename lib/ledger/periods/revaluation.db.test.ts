import { afterAll, expect, test } from 'vitest'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { storeRates } from '#lib/rates/rate.ts'
import { credit, debit } from '../entry.ts'
import { postEntries } from '../post.ts'
import { proposeRates } from './propose-rates.ts'
import { proposeRevaluation } from './propose-revaluation.ts'
import { revalue, toPost } from './revaluation.ts'
import { type Books, NOW, someBooks } from './testing.ts'

afterAll(closeDatabase)

const MONTH = '2026-10'

/** Euros owed to a seller for euros at Stripe: 1,000.00 received, 800.00 owed, 200.00 earned. */
async function withEuros(rates: Readonly<Record<string, string>>): Promise<Books> {
  const books = await someBooks()
  await books.work((tx) =>
    storeRates(
      tx,
      Object.entries(rates).map(([on, rate]) => ({ base: 'EUR', quote: 'USD', on, rate, source: 'uploaded' as const })),
    ),
  )
  await books.work((tx) =>
    postEntries(
      tx,
      [
        {
          book: 'platform',
          sourceKind: 'settlement',
          sourceAccount: 'acct_books',
          sourceId: 'stl_1',
          sourcePart: '1',
          rule: 'settlement@3',
          accountingOn: '2026-10-10',
          occurredAt: NOW,
          description: 'Sale in euros',
          refs: [],
          lines: [
            debit('stripe_balance', 100_000n, 'EUR'),
            credit('seller_payable', 80_000n, 'EUR', 'sel_1'),
            credit('commission', 20_000n, 'EUR'),
          ],
        },
      ],
      NOW,
    ),
  )
  return books
}

const ask = (books: Books) => {
  const actor = books.person('per_olu')
  return inTransaction(actor.scope, (tx) =>
    proposeRevaluation(tx, { actor, month: MONTH, reason: 'Month end.', at: NOW }),
  )
}

/** fx accounts as text: day, code and subject, amount in dollars' minor units. */
const fx = (books: Books) =>
  books.work(async (tx) =>
    (
      await tx.sql<{ line: string }>(
        `SELECT concat_ws(' ', e.source_kind, l.accounting_on, a.code, nullif(a.subject, ''), l.amount_minor, a.currency) AS line
           FROM journal_line l JOIN ledger_account a ON a.id = l.account_id JOIN journal_entry e ON e.id = l.entry_id
          WHERE a.entity_id = $1 AND a.code LIKE 'fx_%' ORDER BY l.entry_id, l.line_no`,
        [tx.scope.entityId],
      )
    ).map(({ line }) => line),
  )

test('foreign balances stand at the last day’s rate and come back the day after; asked again, nothing is left to post', async () => {
  const books = await withEuros({ '2026-10-10': '1.10', '2026-10-31': '1.15' })
  await books.close(MONTH, 'soft_locked')
  await books.agree((await ask(books)).proposalId, 'per_priya')
  // 1,000.00 EUR carried at 1,100.00 USD are worth 1,150.00; 800.00 owed at 880.00 cost 920.00.
  expect(await fx(books)).toEqual([
    'period_job 2026-10-31 fx_revaluation stripe_balance EUR 5000 USD',
    'period_job 2026-10-31 fx_gain_loss -1000 USD',
    'period_job 2026-10-31 fx_revaluation seller_payable EUR -4000 USD',
    'period_job 2026-11-01 fx_revaluation stripe_balance EUR -5000 USD',
    'period_job 2026-11-01 fx_gain_loss 1000 USD',
    'period_job 2026-11-01 fx_revaluation seller_payable EUR 4000 USD',
  ])
  const { balances } = await books.work((tx) => revalue(tx, books.entity, MONTH))
  expect(balances.map(toPost)).toEqual([0n, 0n])
  await expect(ask(books)).rejects.toThrow(/already/)
})

test('a missing rate refuses, and says which day', async () => {
  const books = await withEuros({ '2026-10-31': '1.15' })
  await expect(ask(books)).rejects.toThrow(/no stored rate of EUR for 2026-10-10/)
})

test('rates from a file are stored when somebody else agreed', async () => {
  const books = await withEuros({ '2026-10-31': '1.15' })
  const actor = books.person('per_olu')
  const text = 'day,currency,rate\n2026-10-10,EUR,1.10\n'
  const { proposalId } = await inTransaction(actor.scope, (tx) =>
    proposeRates(tx, { actor, fileName: 'october.csv', text, at: NOW }),
  )
  await expect(ask(books)).rejects.toThrow(/no stored rate/)
  await books.agree(proposalId, 'per_priya')
  await ask(books)
})

test('a rate that changed after it was asked for voids what was approved', async () => {
  const books = await withEuros({ '2026-10-10': '1.10', '2026-10-31': '1.15' })
  const { proposalId } = await ask(books)
  await books.work((tx) =>
    storeRates(tx, [{ base: 'EUR', quote: 'USD', on: '2026-10-31', rate: '1.16', source: 'uploaded' }]),
  )
  await books.agree(proposalId, 'per_priya')
  expect(await fx(books)).toEqual([])
})

test('nothing is revalued in a hard-locked month', async () => {
  const books = await withEuros({ '2026-10-10': '1.10', '2026-10-31': '1.15' })
  await books.close(MONTH, 'soft_locked')
  await books.close(MONTH, 'hard_locked')
  await expect(ask(books)).rejects.toThrow(/hard-locked/)
})
