import { readDay } from '../columns/day-model.ts'
import { readAmount } from '../columns/read-amount.ts'
import { informationOf } from './mt940-information.ts'
import {
  type StatementLine,
  type StatementPart,
  type StatementReader,
  unreadableFile,
  unreadableLine,
} from './statement-model.ts'
import { TextLines } from './text-lines.ts'

type Field = { readonly tag: string; readonly lineNo: number; readonly lines: string[] }

const TAG = /^:(\d{2}[A-Z]?):(.*)$/
const BALANCE = /^([CD])(\d{6})([A-Z]{3})([\d,]+)$/
/** Value day, booking day, side, amount, kind, the sender's reference, the bank's. */
const ENTRY = /^(\d{6})(\d{4})?(R?[CD])[A-Z]?([\d,]+)([A-Z][A-Z0-9]{3})(.*?)(?:\/\/(.*))?$/
const NO_REFERENCE = /^NONREF$/i

/** Reads SWIFT MT940, several statements in one file and statements over several messages included. */
export class Mt940Statement implements StatementReader {
  private readonly lines = new TextLines()
  private field: Field | null = null
  private number = ''
  private currency = ''
  private state: 'outside' | 'inside' = 'outside'
  private pending: StatementLine | null = null
  private statementCount = 0

  push(text: string): StatementPart[] {
    return this.lines.push(text).flatMap(({ lineNo, text: line }) => this.take(lineNo, line))
  }

  end(): StatementPart[] {
    const parts = [...this.lines.end().flatMap(({ lineNo, text }) => this.take(lineNo, text)), ...this.endField()]
    if (this.state === 'inside')
      throw unreadableFile('The file ends before the statement’s closing balance (:62F:): is it whole?')
    if (this.statementCount === 0) throw unreadableFile('The file holds no statement (no :60F:).')
    return parts
  }

  private take(lineNo: number, line: string): StatementPart[] {
    const text = line.replace(/^\{.*?\{4:/, '')
    const tag = TAG.exec(text)
    if (tag !== null) {
      const parts = this.endField()
      this.field = { tag: tag[1] ?? '', lineNo, lines: [text.slice((tag[1]?.length ?? 0) + 2)] }
      return parts
    }
    if (text === '-' || text.startsWith('-}')) return this.endField()
    this.field?.lines.push(text)
    return []
  }

  private endField(): StatementPart[] {
    const { field } = this
    this.field = null
    if (field === null) return []
    const first = field.lines[0] ?? ''
    switch (field.tag) {
      case '25':
        this.number = first.slice(first.lastIndexOf('/') + 1)
        return []
      case '60F':
      case '60M':
        return this.open(field.lineNo, first)
      case '61':
        return [...this.flush(), ...this.entry(field)]
      case '86':
        if (this.pending !== null) this.pending = withInformation(this.pending, field.lines)
        return []
      case '62F':
      case '62M':
        return this.close(field.lineNo, first)
      default:
        return []
    }
  }

  private open(lineNo: number, text: string): StatementPart[] {
    if (this.state === 'inside') throw unreadableLine(lineNo, 'A statement opens before the one above it closed.')
    const { minor, currency, on } = balanceOf(text, lineNo)
    ;[this.state, this.currency] = ['inside', currency]
    this.statementCount += 1
    return [{ kind: 'begin', lineNo, number: this.number, currency, openingMinor: minor, fromOn: on }]
  }

  private close(lineNo: number, text: string): StatementPart[] {
    if (this.state === 'outside') throw unreadableLine(lineNo, 'A closing balance stands without an opening one.')
    const parts = this.flush()
    this.state = 'outside'
    const { minor, on } = balanceOf(text, lineNo)
    return [...parts, { kind: 'end', lineNo, closingMinor: minor, toOn: on }]
  }

  private entry({ lineNo, lines }: Field): StatementPart[] {
    if (this.state === 'outside') throw unreadableLine(lineNo, 'An entry stands before the opening balance (:60F:).')
    const [first = '', more = ''] = lines
    const [, value = '', booked = '', side = '', amount = '', , sender = '', bank = ''] = ENTRY.exec(first) ?? []
    const valueOn = readDay(value, 'YYMMDD')
    const minor = readAmount(amount, this.currency, ',')
    if (valueOn === null) throw unreadableLine(lineNo, '“:61:” is not written as MT940 has it.')
    if (typeof minor === 'string') throw unreadableLine(lineNo, minor)
    const raw = lines.map((line, at) => (at === 0 ? `:61:${line}` : line)).join('\n')
    if (minor === 0n)
      return [{ kind: 'skipped', skipped: { lineNo, reason: 'no_movement', detail: 'It is zero.', raw } }]
    this.pending = {
      lineNo,
      bookedOn: bookedDay(valueOn, booked) ?? valueOn,
      valueOn,
      // A reversed credit is money out, a reversed debit money in.
      amountMinor: side === 'D' || side === 'RC' ? -minor : minor,
      currency: this.currency,
      reference: [NO_REFERENCE.test(sender.trim()) ? '' : sender.trim(), more.trim()].filter(Boolean).join(' '),
      counterparty: '',
      bankReference: bank.trim(),
      raw,
    }
    return []
  }

  private flush(): StatementPart[] {
    const { pending } = this
    this.pending = null
    return pending === null ? [] : [{ kind: 'line', line: pending }]
  }
}

function withInformation(line: StatementLine, lines: readonly string[]): StatementLine {
  const { text, counterparty } = informationOf(lines)
  const own = line.reference !== '' && !text.includes(line.reference) ? [line.reference] : []
  return {
    ...line,
    reference: [text, ...own].filter(Boolean).join(' '),
    counterparty: line.counterparty || counterparty,
    raw: `${line.raw}\n:86:${lines.join('\n')}`,
  }
}

function balanceOf(text: string, lineNo: number): { minor: bigint; currency: string; on: string | null } {
  const [, side, day = '', currency = '', amount = ''] = BALANCE.exec(text.trim()) ?? []
  if (side === undefined) throw unreadableLine(lineNo, `“${text.trim()}” is not a balance as MT940 has it.`)
  const minor = readAmount(amount, currency, ',')
  if (typeof minor === 'string') throw unreadableLine(lineNo, minor)
  return { minor: side === 'D' ? -minor : minor, currency, on: readDay(day, 'YYMMDD') }
}

/** The booking day, of which MT940 says month and day only: in the year that brings it nearest to the value day. */
function bookedDay(valueOn: string, monthDay: string): string | null {
  if (monthDay === '') return null
  const [year, month] = [Number(valueOn.slice(0, 4)), Number(valueOn.slice(5, 7))]
  const away = Number(monthDay.slice(0, 2)) - month
  const shift = away > 6 ? -1 : away < -6 ? 1 : 0
  return readDay(`${year + shift}${monthDay}`, 'YYYYMMDD')
}
