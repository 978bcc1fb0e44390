import { createHash } from 'node:crypto'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { hasCode } from '#lib/platform/database-fault.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import type { NewBankAccount } from './bank-account-schema.ts'
import { type CsvMapping, csvMapping } from './csv-mapping-schema.ts'

export type BankAccount = {
  readonly id: string
  readonly name: string
  /** Upper case. */
  readonly currency: string
  readonly ibanLast4: string
  /** SHA-256 hex of the number, or empty. */
  readonly numberHash: string
  /** How this bank's CSV is read; null before the first. */
  readonly csvMapping: CsvMapping | null
}

const COLUMNS = `id, name, currency::text AS currency, iban_last4 AS "ibanLast4", number_hash AS "numberHash", csv_mapping AS "csvMapping"`

const UNIQUE = '23505'

type Row = Omit<BankAccount, 'csvMapping'> & { csvMapping: unknown }

export async function listBankAccounts(tx: Sql): Promise<BankAccount[]> {
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM bank_account WHERE entity_id = $1 AND livemode = $2 ORDER BY currency, name`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(toAccount)
}

/** The account, or a refusal. */
export async function getBankAccount(tx: Sql, id: string): Promise<BankAccount> {
  const [row] = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM bank_account WHERE id = $1 AND entity_id = $2 AND livemode = $3`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) throw unknownAccount()
  return toAccount(row)
}

/** Adds an account whose statements will be imported. */
export async function addBankAccount(
  tx: Sql,
  { name, currency, number }: NewBankAccount,
  { actor, at }: { actor: AuditActor; at: Date },
): Promise<BankAccount> {
  const id = newId('bank')
  const plain = plainNumber(number)
  const account = { id, name, currency, ibanLast4: plain.slice(-4), numberHash: hashOfNumber(number), csvMapping: null }
  const values = [id, tx.scope.entityId, tx.scope.livemode, name, currency, account.ibanLast4, account.numberHash]
  await tx
    .exec(
      `INSERT INTO bank_account (id, entity_id, livemode, name, currency, iban_last4, number_hash, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::timestamptz)`,
      [...values, actor.id, at.toISOString()],
    )
    .catch((error: unknown) => {
      throw hasCode(error, UNIQUE) ? alreadyThere(error) : error
    })
  await recordAudit(tx, {
    actor,
    action: 'bank.add_account',
    subject: { kind: 'bank_account', id },
    after: { name, currency, ibanLast4: account.ibanLast4 },
    note: `Added the bank account ${name} (${currency})`,
    at,
  })
  return account
}

/** Remembers how this bank's CSV is read. */
export async function keepMapping(tx: Sql, accountId: string, mapping: CsvMapping): Promise<void> {
  await tx.exec('UPDATE bank_account SET csv_mapping = $2::text::jsonb WHERE id = $1', [
    accountId,
    JSON.stringify(mapping),
  ])
}

const plainNumber = (number: string) => number.replace(/[\s-]/g, '').toUpperCase()

/** By what a number is found without being kept; empty for none. */
export const hashOfNumber = (number: string): string =>
  plainNumber(number) === '' ? '' : createHash('sha256').update(plainNumber(number)).digest('hex')

/** The last four characters of an account's number, as people name it. */
export const endOfNumber = (number: string): string => `…${plainNumber(number).slice(-4)}`

const toAccount = (row: Row): BankAccount => ({
  ...row,
  csvMapping: row.csvMapping === null ? null : csvMapping.parse(row.csvMapping),
})

const unknownAccount = () =>
  new Refusal({
    code: 'bank.unknown_account',
    status: 404,
    field: 'account',
    message: 'There is no such bank account. Choose one of those on the Bank page, or add it there.',
  })

const alreadyThere = (cause: unknown) =>
  new Refusal(
    {
      code: 'bank.account_exists',
      status: 409,
      field: 'name',
      message: 'There is an account of this name or number already.',
    },
    { cause },
  )
