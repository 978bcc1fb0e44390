import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase, inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { credit, type DraftLine, debit, type EntryDraft } from './entry.ts'
import { entriesAsJson, postEntries } from './post.ts'

const AT = new Date('2026-11-10T16:00:00Z')
const scope: Scope = { entityId: 'ent_journal', livemode: false, actor: 'system' }

afterAll(closeDatabase)

describe('the journal refuses', () => {
  test.each<[string, readonly DraftLine[], string]>([
    ['what does not balance', [debit('stripe_balance', 5n, 'USD'), credit('suspense', 4n, 'USD')], 'is off by 1 USD'],
    [
      'currencies that only balance together',
      [debit('suspense', 5n, 'USD'), credit('suspense', 5n, 'EUR')],
      'is off by',
    ],
    ['a line of zero', [debit('suspense', 0n, 'USD')], 'has a line of zero'],
    ['an entry without lines', [], 'has no lines'],
  ])('%s', async (_, lines, reason) => {
    await expect(post([anEntry('txn_bad', lines)])).rejects.toThrow(reason)
  })

  test('an entry of a batch that is wrong, with the whole batch', async () => {
    const bad = anEntry('txn_half', [debit('suspense', 5n, 'USD')])
    await expect(post([sale('txn_whole', 1n), bad])).rejects.toThrow('journal entry 2 of the batch (txn_half)')
    expect(await balance('stripe_balance')).toBe(0n)
  })

  test('a source that was posted before with other lines', async () => {
    await post([sale('txn_said', 100n)])
    await expect(post([sale('txn_new', 1n), sale('txn_said', 101n)])).rejects.toThrow(
      'txn_said was posted before with other lines',
    )
  })

  test('the same source twice in one batch', async () => {
    await expect(post([sale('txn_twice', 1n), sale('txn_twice', 1n)])).rejects.toThrow('holds the same source twice')
  })

  test('an entity outside the transaction’s scope', async () => {
    const foreign = inRawTransaction(scope, (tx) =>
      tx.sql('SELECT * FROM ledger_post($1, false, $2::text::jsonb, $3)', [
        'ent_other',
        entriesAsJson([sale('txn_x', 1n)]),
        AT,
      ]),
    )
    await expect(foreign).rejects.toThrow('outside this transaction')
  })

  test('rows written past its function', async () => {
    const write = (text: string) => inRawTransaction(scope, (tx) => tx.exec(text))
    await expect(write('UPDATE ledger_account SET balance_minor = 1')).rejects.toThrow('permission denied')
    await expect(write('DELETE FROM journal_entry')).rejects.toThrow('permission denied')
    await expect(write('INSERT INTO journal_line SELECT * FROM journal_line')).rejects.toThrow('permission denied')
  })
})

test('a batch of old and new sources answers for each, in order', async () => {
  const [first] = await post([sale('txn_old', 7n)])
  const answers = await post([sale('txn_a', 1n), sale('txn_old', 7n), sale('txn_b', 2n)])

  expect(answers.map(({ created }) => created)).toEqual([true, false, true])
  expect(answers[1]?.entryId).toBe(first?.entryId)
})

test('eight at once with the same source make one entry', async () => {
  const before = await balance('stripe_balance')
  const answers = await Promise.all(Array.from({ length: 8 }, () => post([sale('txn_race', 50n)])))

  expect(answers.flat().filter(({ created }) => created)).toHaveLength(1)
  expect(await balance('stripe_balance')).toBe(before + 50n)
})

test('whatever is posted, repeated and regrouped, balances are those of a plain model', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.tuple(fc.nat(20), fc.bigInt(1n, 10n ** 12n)), { maxLength: 8 }), { maxLength: 6 }),
      async (batches) => {
        round += 1
        const model = new Map<string, bigint>()
        const [cash, funds] = [await balance('stripe_balance'), await balance('buyer_funds')]
        for (const batch of batches) {
          const unique = [...new Map(batch.map(([key, minor]) => [`txn_${round}_${key}`, minor])).entries()]
          const said = unique.map(([id, minor]): [string, bigint] => [id, model.get(id) ?? minor])
          for (const [id, minor] of said) model.set(id, minor)
          await post(said.map(([id, minor]) => sale(id, minor)))
        }
        const total = [...model.values()].reduce((sum, minor) => sum + minor, 0n)
        expect([(await balance('stripe_balance')) - cash, (await balance('buyer_funds')) - funds]).toEqual([
          total,
          -total,
        ])
      },
    ),
    { numRuns: 15 },
  )
})

function anEntry(sourceId: string, lines: readonly DraftLine[]): EntryDraft {
  return {
    book: 'platform',
    sourceKind: 'balance_transaction',
    sourceAccount: 'acct_platform',
    sourceId,
    sourcePart: '1',
    rule: 'charge@1',
    accountingOn: '2026-11-10',
    occurredAt: AT,
    description: 'Buyer paid',
    refs: [],
    lines,
  }
}

const sale = (id: string, minor: bigint) =>
  anEntry(id, [debit('stripe_balance', minor, 'USD'), credit('buyer_funds', minor, 'USD')])

const post = (drafts: readonly EntryDraft[]) => inRawTransaction(scope, (tx) => postEntries(tx, drafts, AT))

async function balance(code: string): Promise<bigint> {
  const [row] = await inRawTransaction(scope, (tx) =>
    tx.sql<{ balance_minor: bigint }>('SELECT balance_minor FROM ledger_account WHERE code = $1', [code]),
  )
  return row?.balance_minor ?? 0n
}
