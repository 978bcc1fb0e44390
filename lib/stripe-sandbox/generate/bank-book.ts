import { DAY } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { BANK_ACCOUNTS, type BankAccount } from './bank-accounts.ts'
import { camt053 } from './bank-camt.ts'
import { bankCsv } from './bank-csv.ts'
import { mt940 } from './bank-mt940.ts'
import type { Payouts } from './earnings.ts'
import { monthOf } from './month-files.ts'
import { writeFile } from './truth.ts'

/** What the bank booked. Positive amounts came in; the reference is the bank's own. */
export type BankLine = {
  at: number
  amount: number
  text: string
  reference: string
  /** What the sender gave as its reference: the trace id of a payout, or nothing. */
  endToEnd: string | null
  counterparty: string
}

export type Statement = {
  account: BankAccount
  /** `2026-01`. */
  month: string
  /** Counts from 1 in the first month of the history. */
  number: number
  opening: number
  closing: number
  lines: readonly BankLine[]
}

/** Of so many payouts, one comes without its trace id, as banks cut what senders write. */
const UNNAMED_EVERY = 7
const SENDER = 'STRIPE PAYMENTS COMPANY'

/** The platform's bank accounts, one for each currency: books what arrives and writes a statement for each month. */
export class BankBook {
  private readonly world: World
  private readonly lines = new Map<string, BankLine[]>(BANK_ACCOUNTS.map(({ currency }) => [currency, []]))
  private booked = 0

  constructor(world: World) {
    this.world = world
  }

  /** Books payouts as one line; the bank may have kept something for itself. */
  arrive(at: number, payouts: Payouts, kept = 0): string {
    const [first] = payouts
    const trace = first.trace_id?.value ?? null
    const isNamed = payouts.length === 1 && this.booked % UNNAMED_EVERY !== UNNAMED_EVERY - 1
    const amount = payouts.reduce((sum, payout) => sum + payout.amount, 0) - kept
    return this.book(first.currency, {
      at,
      amount,
      text: isNamed ? `STRIPE PAYOUT ${trace ?? ''}`.trim() : 'STRIPE PAYOUT',
      endToEnd: isNamed ? trace : null,
      counterparty: SENDER,
    })
  }

  /** Books a line and tells the bank's reference of it. */
  book(currency: string, line: Omit<BankLine, 'reference'>): string {
    this.booked += 1
    const day = new Date(line.at * 1000).toISOString().slice(2, 10).replaceAll('-', '')
    const reference = `FH${day}${String(this.booked).padStart(6, '0')}`
    this.lines.get(currency)?.push({ ...line, reference })
    return reference
  }

  /** Writes every month from the first to the last day, in each form that the bank offers. */
  writeStatements(start: number, end: number): void {
    for (const account of BANK_ACCOUNTS) {
      for (const statement of this.statementsOf(account, start, end)) {
        const name = `bank-${statement.month}-${account.currency}`
        writeFile(this.world, `${name}.csv`, 'text/csv; charset=utf-8', bankCsv(statement))
        writeFile(this.world, `${name}.camt053.xml`, 'application/xml; charset=utf-8', camt053(statement))
        writeFile(this.world, `${name}.mt940`, 'text/plain; charset=us-ascii', mt940(statement))
      }
    }
  }

  private statementsOf(account: BankAccount, start: number, end: number): Statement[] {
    const all = this.lines.get(account.currency) ?? []
    const lines = Object.groupBy(
      all.toSorted((a, b) => a.at - b.at),
      ({ at }) => monthOf(at),
    )
    let opening = account.opening
    return monthsBetween(start, end).map((month, index) => {
      const own = lines[month] ?? []
      const closing = own.reduce((sum, line) => sum + line.amount, opening)
      const statement = { account, month, number: index + 1, opening, closing, lines: own }
      opening = closing
      return statement
    })
  }
}

function monthsBetween(start: number, end: number): string[] {
  const months = new Set<string>()
  for (let at = start; at < end; at += DAY) months.add(monthOf(at))
  return [...months]
}
