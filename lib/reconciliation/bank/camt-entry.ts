import { readAmount } from '../columns/read-amount.ts'
import { type StatementPart, unreadableLine } from './statement-model.ts'

/** The text of one element below an entry, with the currency it carries. */
export type Leaf = { readonly path: string; readonly text: string; readonly currency: string }

type Entry = { readonly leaves: readonly Leaf[]; readonly lineNo: number; readonly raw: string }

const NOT_PROVIDED = /^NOT ?PROVIDED$/i
const REFERENCES = /^NtryDtls\/TxDtls\/(RmtInf\/(Ustrd|Strd\/.*Ref)|Refs\/(EndToEndId|InstrId|TxId|UETR)|AddtlTxInf)$/
const PARTY = /^NtryDtls\/TxDtls\/RltdPties\/(Dbtr|Cdtr)\/(Pty\/)?Nm$/

/** One entry of camt.053 as a line; what is not booked is left out. */
export function entryLine({ leaves, lineNo, raw }: Entry): StatementPart {
  const first = (...paths: string[]) => leaves.find(({ path }) => paths.includes(path))?.text ?? ''
  const status = first('Sts', 'Sts/Cd')
  if (status !== '' && status !== 'BOOK')
    return { kind: 'skipped', skipped: { lineNo, reason: 'not_booked', detail: `Its status is ${status}.`, raw } }
  const amount = leaves.find(({ path }) => path === 'Amt')
  const minor = signed(amount, first('CdtDbtInd'), lineNo)
  if (minor === 0n) return { kind: 'skipped', skipped: { lineNo, reason: 'no_movement', detail: 'It is zero.', raw } }
  const bookedOn = dayOf(first('BookgDt/Dt', 'BookgDt/DtTm'))
  const valueOn = dayOf(first('ValDt/Dt', 'ValDt/DtTm'))
  if (bookedOn === null && valueOn === null) throw unreadableLine(lineNo, 'The entry has no booking day.')
  const other = minor < 0n ? 'Cdtr' : 'Dbtr'
  const parties = leaves.filter(({ path }) => PARTY.test(path))
  const said = leaves
    .filter(({ path, text }) => REFERENCES.test(path) && !NOT_PROVIDED.test(text))
    .map(({ text }) => text)
  const free = first('AddtlNtryInf')
  return {
    kind: 'line',
    line: {
      lineNo,
      bookedOn: bookedOn ?? valueOn ?? '',
      valueOn,
      amountMinor: minor,
      currency: amount?.currency ?? '',
      reference: [...new Set(said.length === 0 && free !== '' ? [free] : said)].join(' '),
      counterparty: [
        ...new Set(parties.filter(({ path }) => path.includes(`/${other}/`)).map(({ text }) => text)),
      ].join(', '),
      bankReference: first('AcctSvcrRef', 'NtryDtls/TxDtls/Refs/AcctSvcrRef'),
      raw,
    },
  }
}

/** Collects a statement's balances: the booked ones it opened and closed with. */
export class CamtBalances {
  opening: bigint | null = null
  closing: bigint | null = null
  /** Days of the opening and the closing balance. */
  openingOn: string | null = null
  closingOn: string | null = null
  currency = ''
  private code = ''
  private amount: Leaf | undefined
  private side = ''
  private on: string | null = null

  note(path: string, text: string, currency: string): void {
    if (path === 'Tp/CdOrPrtry/Cd') this.code = text
    else if (path === 'Amt') this.amount = { path, text, currency }
    else if (path === 'CdtDbtInd') this.side = text
    else if (path === 'Dt/Dt' || path === 'Dt/DtTm') this.on = dayOf(text)
  }

  /** The balance is whole. */
  keep(lineNo: number): void {
    this.currency ||= this.amount?.currency ?? ''
    if (this.code === 'OPBD' || (this.code === 'PRCD' && this.opening === null)) {
      this.opening = signed(this.amount, this.side, lineNo)
      // The balance of the day before is no day of this statement.
      this.openingOn = this.code === 'OPBD' ? this.on : null
    }
    if (this.code === 'CLBD') {
      this.closing = signed(this.amount, this.side, lineNo)
      this.closingOn = this.on
    }
    ;[this.code, this.side, this.amount, this.on] = ['', '', undefined, null]
  }
}

function signed(amount: Leaf | undefined, side: string, lineNo: number): bigint {
  if (amount === undefined || amount.currency === '')
    throw unreadableLine(lineNo, 'There is no amount with a currency.')
  const minor = readAmount(amount.text, amount.currency, '.')
  if (typeof minor === 'string') throw unreadableLine(lineNo, minor)
  if (side !== 'CRDT' && side !== 'DBIT') throw unreadableLine(lineNo, 'It says neither CRDT nor DBIT.')
  return side === 'DBIT' ? -minor : minor
}

const dayOf = (text: string): string | null => /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null
