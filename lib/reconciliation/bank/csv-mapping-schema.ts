import { type ColumnMapping, doubledRole, mappingSchema } from '../columns/mapping-schema.ts'

/** What a column of a bank's CSV can mean. `mark` says debit or credit beside an amount without a sign. */
export const COLUMN_ROLES = {
  none: 'Not used',
  booked: 'Booking day',
  value: 'Value day',
  amount: 'Amount, with its sign',
  out: 'Money out',
  in: 'Money in',
  mark: 'Debit or credit mark',
  balance: 'Balance after',
  currency: 'Currency',
  reference: 'Reference',
  counterparty: 'Counterparty',
  bank_reference: 'Bank’s reference',
} as const satisfies Record<string, string>
export type ColumnRole = keyof typeof COLUMN_ROLES
export const ROLES_OF_COLUMNS = Object.keys(COLUMN_ROLES) as [ColumnRole, ...ColumnRole[]]

/** What these columns lack to be read, in words, or null. */
export function problemOf(roles: readonly ColumnRole[]): string | null {
  const count = (role: ColumnRole) => roles.filter((one) => one === role).length
  const twice = doubledRole(roles, ['none', 'reference'])
  if (twice !== undefined) return `Two columns are “${COLUMN_ROLES[twice]}”: choose one.`
  if (count('booked') === 0) return 'Choose the column with the booking day.'
  if (count('amount') + count('in') + count('out') === 0)
    return 'Choose the column with the amount, or those with money in and out.'
  if (count('amount') > 0 && count('in') + count('out') > 0)
    return 'Choose either one amount or money in and out, not both.'
  if (count('mark') > 0 && count('amount') === 0) return 'A debit or credit mark belongs to a column with the amount.'
  return null
}

/** How one bank writes its CSV. Kept with the account, so that the next file needs no questions. */
export const csvMapping = mappingSchema(ROLES_OF_COLUMNS, problemOf)
export type CsvMapping = ColumnMapping<ColumnRole>
