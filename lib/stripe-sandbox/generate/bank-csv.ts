import { decimalAmount } from '../core/currency.ts'
import type { Statement } from './bank-book.ts'
import { cell } from './month-files.ts'

const HEADER = 'Date,Description,Bank reference,Debit,Credit,Balance,Currency'

/** A statement as the bank's web pages write it: days as MM/DD/YYYY, money out and in side by side, a running balance. */
export function bankCsv({ account, opening, lines }: Statement): string {
  const decimal = (amount: number) => decimalAmount(amount, account.currency)
  let balance = opening
  const rows = lines.map(({ at, amount, text, reference }) => {
    balance += amount
    const [year, month, day] = new Date(at * 1000).toISOString().slice(0, 10).split('-')
    return [
      `${month}/${day}/${year}`,
      text,
      reference,
      amount < 0 ? decimal(-amount) : '',
      amount < 0 ? '' : decimal(amount),
      decimal(balance),
      account.currency.toUpperCase(),
    ]
      .map(cell)
      .join(',')
  })
  return `${[HEADER, ...rows].join('\n')}\n`
}
