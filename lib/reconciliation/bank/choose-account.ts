import type { Sql } from '#lib/platform/db.ts'
import type { LocalFile } from '#lib/platform/file-bytes.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { headerMatches, headRows } from '../columns/guess-model.ts'
import { type BankAccount, endOfNumber, getBankAccount, hashOfNumber, listBankAccounts } from './bank-account.ts'
import type { CsvMapping } from './csv-mapping-schema.ts'
import { unreadableLine } from './statement-model.ts'

/** The account that a statement names by its number; with a chosen account, refuses the statement of another one. */
export async function accountOfStatement(
  tx: Sql,
  chosen: BankAccount | null,
  { lineNo, number, currency }: { lineNo: number; number: string; currency: string },
): Promise<BankAccount> {
  const hash = hashOfNumber(number)
  if (chosen !== null) {
    if (hash !== '' && chosen.numberHash !== '' && hash !== chosen.numberHash)
      throw unreadableLine(
        lineNo,
        `The statement is of the account ${endOfNumber(number)}, and ${chosen.name} is …${chosen.ibanLast4}.`,
      )
    if (currency !== '' && currency !== chosen.currency)
      throw unreadableLine(lineNo, `The statement is in ${currency}, and ${chosen.name} is kept in ${chosen.currency}.`)
    return chosen
  }
  const known = await listBankAccounts(tx)
  const found = known.filter((account) => hash !== '' && account.numberHash === hash)
  const account = found.find((one) => one.currency === currency) ?? (currency === '' ? found[0] : undefined)
  if (account !== undefined) return account
  throw new Refusal({
    code: 'bank.unknown_number',
    status: 422,
    field: 'account',
    message:
      found.length > 0
        ? `The statement of ${endOfNumber(number)} is in ${currency}, and ${found[0]?.name} is kept in ${found[0]?.currency}. Nothing was imported.`
        : `The statement is of the account ${endOfNumber(number)}${currency === '' ? '' : ` (${currency})`}, which is not known here. Add it on the Bank page with its number. Nothing was imported.`,
  })
}

export type CsvChoice = { readonly account: BankAccount; readonly mapping: CsvMapping }

/**
 * Whose CSV a file is and how it is read: the chosen account by what somebody says now or said before; without a choice, the one account
 * whose bank writes this header, and, where several do, whose currency the first row says.
 */
export async function csvChoice(
  tx: Sql,
  file: LocalFile,
  chosen: { readonly account: BankAccount | null; readonly mapping: CsvMapping | null },
): Promise<CsvChoice> {
  const { account } = chosen
  if (account !== null) {
    const mapping = chosen.mapping ?? account.csvMapping
    if (mapping === null) throw notMapped(`Nobody has said yet how the CSV of ${account.name} is read`)
    return { account, mapping }
  }
  const known = (await listBankAccounts(tx)).flatMap((one) =>
    one.csvMapping === null ? [] : [{ account: one, mapping: one.csvMapping }],
  )
  const alike = known.filter(({ mapping }) => headerMatches(file.head, mapping))
  const fitting = alike.filter((one) => currencyOf(file.head, one.mapping) === one.account.currency)
  const [only, another] = alike.length > 1 ? fitting : alike
  if (only !== undefined && another === undefined) return only
  throw notMapped(
    alike.length === 0
      ? 'No account’s bank writes a CSV with these columns'
      : 'Several accounts’ banks write a CSV with these columns: say which account it is of',
  )
}

const rowAt = (head: string, { separator, headerLine }: CsvMapping) =>
  headRows(head, separator).filter(({ line }) => line >= headerLine)

function currencyOf(head: string, mapping: CsvMapping): string {
  const column = mapping.roles.indexOf('currency')
  return rowAt(head, mapping)[1]?.cells[column]?.trim().toUpperCase() ?? ''
}

/** The account that was asked for, or null when the file is to say it. */
export const chosenAccount = (tx: Sql, id: string | null): Promise<BankAccount | null> =>
  id === null ? Promise.resolve(null) : getBankAccount(tx, id)

const notMapped = (why: string) =>
  new Refusal({
    code: 'bank.not_mapped',
    status: 422,
    field: 'account',
    message: `${why}. Open it on the Bank page, look at its columns and import it there once. Nothing was imported.`,
  })
