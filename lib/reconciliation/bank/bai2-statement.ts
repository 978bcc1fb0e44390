import { exponentOf } from '#lib/money/currency.ts'
import { readDay } from '../columns/day-model.ts'
import { type StatementPart, type StatementReader, unreadableFile, unreadableLine } from './statement-model.ts'
import { TextLines } from './text-lines.ts'

type Entry = { readonly lineNo: number; readonly lines: string[] }

const OPENING = '010'
const CLOSING = '015'
const UPDATE = '1'

/**
 * Reads BAI2 cash reports: amounts are digits of the currency's minor unit, the type code's range tells credits (100 to 399) from debits
 * (400 to 699), and a group's day is the booking day of its entries. The control total of each account is checked.
 */
export class Bai2Statement implements StatementReader {
  private readonly lines = new TextLines()
  private record: Entry | null = null
  private day = ''
  private groupCurrency = 'USD'
  private account: { currency: string; total: bigint; closing: bigint | null } | null = null
  private isEnded = false
  private accountCount = 0

  push(text: string): StatementPart[] {
    return this.lines.push(text).flatMap(({ lineNo, text: line }) => this.take(lineNo, line))
  }

  end(): StatementPart[] {
    const parts = [...this.lines.end().flatMap(({ lineNo, text }) => this.take(lineNo, text)), ...this.endRecord()]
    if (!this.isEnded) throw unreadableFile('The file ends before its last record (99): is it whole?')
    if (this.accountCount === 0) throw unreadableFile('The file holds no account.')
    return parts
  }

  private take(lineNo: number, text: string): StatementPart[] {
    if (text.trim() === '') return []
    if (text.startsWith('88,')) {
      this.record?.lines.push(text.slice(3))
      return []
    }
    if (!/^(01|02|03|16|49|98|99),/.test(text)) throw unreadableLine(lineNo, 'It is no record of BAI2.')
    const parts = this.endRecord()
    this.record = { lineNo, lines: [text] }
    return parts
  }

  private endRecord(): StatementPart[] {
    const { record } = this
    this.record = null
    if (record === null) return []
    const code = record.lines[0]?.slice(0, 2)
    if (code === '02') this.group(record)
    if (code === '03') return this.open(record)
    if (code === '16') return [this.entry(record)]
    if (code === '49') return this.close(record)
    if (code === '99') this.isEnded = true
    return []
  }

  private group({ lineNo, lines }: Entry): void {
    const [, , , status = '', day = '', , currency = ''] = fieldsOf(lines)
    if (status !== UPDATE)
      throw unreadableLine(lineNo, `The group’s status is ${status || 'missing'}: only updates (1) are imported.`)
    this.day = readDay(day, 'YYMMDD') ?? ''
    if (this.day === '') throw unreadableLine(lineNo, `“${day}” is not a day written as YYMMDD.`)
    this.groupCurrency = currency || 'USD'
  }

  private open({ lineNo, lines }: Entry): StatementPart[] {
    const [, number = '', said = '', ...summary] = fieldsOf(lines)
    const currency = said || this.groupCurrency
    const account = { currency, total: 0n, closing: null as bigint | null }
    let openingMinor: bigint | null = null
    for (let at = 0; at < summary.length; ) {
      const [type = '', amount = '', , funds = ''] = summary.slice(at)
      const minor = amount === '' ? null : this.amount(amount, currency, lineNo)
      account.total += minor ?? 0n
      if (type === OPENING) openingMinor = minor
      if (type === CLOSING) account.closing = minor
      at += 4 + fundsLength(funds, summary[at + 4])
    }
    this.account = account
    this.accountCount += 1
    return [{ kind: 'begin', lineNo, number, currency, openingMinor }]
  }

  private entry({ lineNo, lines }: Entry): StatementPart {
    const { account } = this
    if (account === null) throw unreadableLine(lineNo, 'An entry stands outside an account.')
    const fields = fieldsOf(lines.slice(0, 1))
    const [, type = '', amount = '', funds = ''] = fields
    const raw = lines.map((line, at) => (at === 0 ? line : `88,${line}`)).join('\n')
    const minor = amount === '' ? 0n : this.amount(amount, account.currency, lineNo)
    account.total += minor
    const isCredit = /^[123]\d\d$/.test(type)
    if (minor === 0n || !(isCredit || /^[456]\d\d$/.test(type))) {
      const detail = minor === 0n ? 'It is zero.' : `Type ${type} is no movement of money.`
      return { kind: 'skipped', skipped: { lineNo, reason: 'no_movement', detail, raw } }
    }
    const rest = fields.slice(4 + fundsLength(funds, fields[4]))
    const [bankReference = '', customer = '', ...text] = rest
    const words = [text.join(','), ...lines.slice(1).map(unslashed)].join(' ').trim()
    return {
      kind: 'line',
      line: {
        lineNo,
        bookedOn: this.day,
        valueOn: funds === 'V' ? readDay(fields[4] ?? '', 'YYMMDD') : null,
        amountMinor: isCredit ? minor : -minor,
        currency: account.currency,
        reference: [words, customer.trim()].filter(Boolean).join(' '),
        counterparty: '',
        bankReference: bankReference.trim(),
        raw,
      },
    }
  }

  private close({ lineNo, lines }: Entry): StatementPart[] {
    const { account } = this
    if (account === null) throw unreadableLine(lineNo, 'An account ends that did not begin.')
    const [, control = ''] = fieldsOf(lines)
    if (!/^[+-]?\d+$/.test(control) || BigInt(control.replace('+', '')) !== account.total)
      throw unreadableLine(
        lineNo,
        `The account’s control total is ${control}, its amounts add up to ${account.total}: is the file whole?`,
      )
    this.account = null
    return [{ kind: 'end', lineNo, closingMinor: account.closing }]
  }

  private amount(text: string, currency: string, lineNo: number): bigint {
    if (/^[+-]?\d{1,18}$/.test(text)) return BigInt(text.replace('+', ''))
    throw unreadableLine(
      lineNo,
      `“${text}” is not an amount: BAI2 has digits only, the last ${exponentOf(currency)} of them decimals.`,
    )
  }
}

/** A record's fields; continued ones go on after the comma or slash that ended the line before. */
const fieldsOf = (lines: readonly string[]): string[] => lines.map(unslashed).join(',').split(',')
const unslashed = (line: string) => line.trim().replace(/\/$/, '')

/** How many fields a funds type brings along: value day and hour, amounts by availability, or a list. */
function fundsLength(funds: string, next: string | undefined): number {
  if (funds === 'V') return 2
  if (funds === 'S') return 3
  return funds === 'D' ? 1 + 2 * (Number(next) || 0) : 0
}
