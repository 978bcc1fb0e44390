import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { sealChain } from '#lib/audit/seal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { credit, debit, type EntryDraft } from './entry.ts'
import { journalUnaltered, sealsWhole } from './history-invariants.ts'
import type { Finding, Invariant } from './invariant-model.ts'
import { entriesBalance, runningBalances } from './journal-invariants.ts'
import { postEntries } from './post.ts'

/**
 * The promise: whoever has the database but not the key cannot change recorded history unseen. Every column that
 * history has is edited in turn; columns come from the catalogue, so that a new one is covered by itself.
 */
const TABLES = ['ledger_account', 'journal_entry', 'journal_line', 'audit_record', 'seal'] as const
const GUARDS: readonly Invariant[] = [entriesBalance, runningBalances, journalUnaltered, sealsWhole]
const AT = new Date('2026-11-10T16:00:00Z')

const entity: Entity = {
  id: 'ent_tamper',
  name: 'Bazaar',
  stripeAccount: 'acct_platform',
  livemode: false,
  functionalCurrency: 'USD',
  bookTimeZone: 'UTC',
  goLiveAt: null,
  automaticSince: null,
  pausedAt: null,
  metadataKeys: { seller: 'seller', commissionBps: 'commission_bps', category: 'category', orderId: 'order_id' },
}

let rows: Rows
beforeAll(async () => {
  rows = await openRows()
  for (const round of [1, 2, 3]) {
    await inTransaction(SYSTEM(entity), async (tx) => {
      await postEntries(tx, [anEntry(`txn_${round}_a`, 10_000n), anEntry(`txn_${round}_b`, 2_500n)], AT)
      for (const part of ['a', 'b'])
        await recordAudit(tx, {
          actor: SYSTEM_ACTOR,
          action: 'test.record',
          subject: { kind: 'entry', id: `${round}${part}` },
          before: { amount: 1n },
          after: { amount: 2n },
          note: 'A line of the trail.',
          refs: ['charge:ch_1'],
          at: AT,
        })
    })
    await sealChain('journal', AT)
    await sealChain('audit', AT)
  }
  // A superuser can switch triggers and foreign keys off, and bypasses row security: the strongest attacker in the house.
  await rows.query("SET session_replication_role = 'replica'")
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

test('untouched history is whole', async () => {
  expect(await found()).toEqual([])
})

test('every column of every table of history, edited as a superuser, is found', async () => {
  const edited: string[] = []
  const unseen: string[] = []
  for (const table of TABLES) {
    for (const { column, changed } of await columnsOf(table)) {
      edited.push(`${table}.${column}`)
      const findings = await afterwards(
        `UPDATE ${table} SET "${column}" = ${changed} WHERE ctid = (${middleRow(table)})`,
      )
      if (findings.length === 0) unseen.push(`${table}.${column}`)
    }
  }
  expect(unseen).toEqual([])
  expect(edited.length).toBeGreaterThan(50)
  expect(await found()).toEqual([])
})

describe('edits that keep the books balanced', () => {
  const MOVE = `
    UPDATE journal_line SET amount_minor = amount_minor + sign(amount_minor)::bigint * 500 WHERE entry_id = 3;
    UPDATE journal_line l SET balance_after_minor = (
      SELECT sum(p.amount_minor) FROM journal_line p WHERE p.account_id = l.account_id AND p.account_line_no <= l.account_line_no);
    UPDATE ledger_account a SET balance_minor = (SELECT sum(amount_minor) FROM journal_line l WHERE l.account_id = a.id);`

  test('both lines and all running balances', async () => {
    expect(await afterwards(MOVE)).toContainEqual(expect.objectContaining({ refs: ['journal_entry:3'] }))
  })

  test('and the content hashes worked out again', async () => {
    const findings = await afterwards(`${MOVE} UPDATE journal_entry SET content_hash = journal_hash_now(id)`)

    expect(findings.map(({ what }) => what).join(' ')).toContain('holds other rows than were sealed')
  })

  test('and the seals’ digests too, without the key', async () => {
    const findings = await afterwards(`${MOVE} UPDATE journal_entry SET content_hash = journal_hash_now(id);
      UPDATE seal s SET digest = (SELECT digest FROM chain_digest(s.chain, s.from_id, s.to_id))`)

    expect(findings.map(({ what }) => what).join(' ')).toContain('was changed, or made under another key')
  })

  test('money moved from one seller’s account to another’s', async () => {
    expect(await afterwards("UPDATE ledger_account SET subject = 'sel_2' WHERE code = 'seller_payable'")).not.toEqual(
      [],
    )
  })
})

describe('rows that come and go', () => {
  test.each([
    [
      'an entry deleted with its lines',
      'DELETE FROM journal_line WHERE entry_id = 6; DELETE FROM journal_entry WHERE id = 6',
    ],
    ['an entry deleted without its lines', 'DELETE FROM journal_entry WHERE id = 6'],
    ['a line deleted', 'DELETE FROM journal_line WHERE entry_id = 2 AND line_no = 1'],
    ['all lines of an entry deleted', 'DELETE FROM journal_line WHERE entry_id = 2'],
    ['an audit record deleted', 'DELETE FROM audit_record WHERE id = 3'],
    ['a seal deleted', 'DELETE FROM seal WHERE id = (SELECT min(id) FROM seal)'],
    ['an audit record moved before the first', 'UPDATE audit_record SET id = 0 WHERE id = 6'],
    [
      'two audit records swapped',
      'UPDATE audit_record SET id = CASE id WHEN 2 THEN -2 ELSE 2 END WHERE id IN (2, 3); UPDATE audit_record SET id = 3 WHERE id = -2',
    ],
    [
      'a copied entry slipped in',
      "INSERT INTO journal_entry SELECT -5, entity_id, livemode, book, source_kind, source_account, 'txn_copy', source_part, rule, accounting_on, occurred_at, recorded_at, description, refs, content_hash FROM journal_entry WHERE id = 2",
    ],
  ])('%s', async (_, attack) => {
    expect(await afterwards(attack)).not.toEqual([])
  })
})

function anEntry(sourceId: string, minor: bigint): EntryDraft {
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
    refs: ['charge:ch_1'],
    lines: [debit('stripe_balance', minor, 'USD'), credit('seller_payable', minor, 'USD', 'sel_1')],
  }
}

async function found(): Promise<Finding[]> {
  const verdicts = []
  for (const guard of GUARDS)
    verdicts.push(await inTransaction(SYSTEM(entity), (tx) => guard.check({ tx, entity, at: AT, since: 0n })))
  return verdicts.flatMap(({ findings }) => findings)
}

/** What the guards find after an attack; the attack is undone. */
async function afterwards(attack: string): Promise<Finding[]> {
  for (const table of TABLES) await rows.query(`CREATE TEMP TABLE IF NOT EXISTS kept_${table} AS TABLE ${table}`)
  await rows.query(attack)
  try {
    return await found()
  } finally {
    for (const table of TABLES) {
      await rows.query(`DELETE FROM ${table}`)
      await rows.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`)
    }
  }
}

/** Every column with an expression of another value of its type. */
async function columnsOf(table: string): Promise<{ column: string; changed: string }[]> {
  const columns = await rows.query<{ column_name: string; data_type: string }>(
    `SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  )
  return columns.map(({ column_name: column, data_type: type }) => {
    const change = CHANGES[type]
    if (change === undefined) throw new Error(`say how to change a ${type}: ${table}.${column}`)
    return { column, changed: change(`"${column}"`) }
  })
}

const CHANGES: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `${column} || 'x'`,
  character: () => `'EUR'`,
  bigint: (column) => `${column} + 1000003`,
  integer: (column) => `${column} + 1003`,
  boolean: (column) => `NOT ${column}`,
  // A day that is not there is put there.
  date: (column) => `coalesce(${column} + 1, DATE '2001-01-01')`,
  'timestamp with time zone': (column) => `${column} + interval '1 millisecond'`,
  ARRAY: (column) => `${column} || ARRAY['x']`,
  bytea: (column) => `set_byte(${column} || '\\x00'::bytea, 0, get_byte(${column} || '\\x00'::bytea, 0) # 1)`,
}

/** A row with others before and after it. */
const middleRow = (table: string) =>
  `SELECT ctid FROM ${table} ORDER BY ${table === 'journal_line' ? 'entry_id, line_no' : 'id'} OFFSET ${table === 'ledger_account' ? 1 : 2} LIMIT 1`
