import { decimalAmount } from '../core/currency.ts'
import type { BankLine, Statement } from './bank-book.ts'
import { firstDay, lastDay } from './bank-days.ts'

const LINE_MAX = 65

/** A statement as SWIFT MT940: decimal comma, days as YYMMDD, lines of at most 65 characters. */
export function mt940({ account, month, number, opening, closing, lines }: Statement): string {
  const currency = account.currency.toUpperCase()
  const short = (day: string) => day.slice(2).replaceAll('-', '')
  const amountOf = (amount: number) => {
    const text = decimalAmount(Math.abs(amount), account.currency).replace('.', ',')
    return text.includes(',') ? text : `${text},`
  }
  const balance = (tag: string, day: string, amount: number) =>
    `:${tag}:${amount < 0 ? 'D' : 'C'}${short(day)}${currency}${amountOf(amount)}`
  const entry = ({ at, amount, text, reference, endToEnd, counterparty }: BankLine) => {
    const day = short(new Date(at * 1000).toISOString().slice(0, 10))
    const booked = `:61:${day}${day.slice(2)}${amount < 0 ? 'D' : 'C'}${amountOf(amount)}NTRF${endToEnd ?? 'NONREF'}//${reference}`
    return [booked, ...wrapped(`:86:${text} ${counterparty}`)]
  }
  return `${[
    `:20:${month.replace('-', '')}${currency}`,
    `:25:${account.isIban ? account.number : `${account.bic}/${account.number}`}`,
    `:28C:${String(number).padStart(5, '0')}/001`,
    balance('60F', firstDay(month), opening),
    ...lines.flatMap(entry),
    balance('62F', lastDay(month), closing),
    '-',
  ].join('\r\n')}\r\n`
}

function wrapped(text: string): string[] {
  const parts: string[] = []
  for (let from = 0; from < text.length; from += LINE_MAX) parts.push(text.slice(from, from + LINE_MAX))
  return parts
}
