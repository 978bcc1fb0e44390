import { inWords } from '../columns/read-amount.ts'
import { type StatementLine, unreadableLine } from './statement-model.ts'

type Open = { readonly lineNo: number; readonly openingMinor: bigint | null; sumMinor: bigint }

/**
 * Adds up one account's statements of a file and checks what they say: opening + lines = closing, and each statement begins with what
 * the one before it ended with.
 */
export class StatementTotals {
  private readonly currency: string
  private open: Open | null = null
  private isKnown = true
  private first: bigint | null = null
  private last: bigint | null = null
  sumMinor = 0n
  firstOn: string | null = null
  lastOn: string | null = null

  constructor(currency: string) {
    this.currency = currency
  }

  begin(lineNo: number, openingMinor: bigint | null): void {
    this.open = { lineNo, openingMinor, sumMinor: 0n }
    if (openingMinor !== null && this.last !== null && openingMinor !== this.last)
      throw unreadableLine(
        lineNo,
        `This statement opens with ${this.words(openingMinor)}, the one above it closed with ${this.words(this.last)}: one between them is missing.`,
      )
  }

  add({ amountMinor, bookedOn }: StatementLine): void {
    if (this.open === null) throw new Error('a line stands outside a statement')
    this.open.sumMinor += amountMinor
    this.sumMinor += amountMinor
    this.speaksOf(bookedOn)
  }

  /** A statement covers its own days, also those on which nothing was booked. */
  speaksOf(day: string | null | undefined): void {
    if (!day) return
    if (this.firstOn === null || day < this.firstOn) this.firstOn = day
    if (this.lastOn === null || day > this.lastOn) this.lastOn = day
  }

  end(lineNo: number, closingMinor: bigint | null, lateOpening: bigint | null): void {
    const { open } = this
    if (open === null) throw new Error('a statement ends that did not begin')
    const opening = open.openingMinor ?? lateOpening
    if (opening !== null && closingMinor !== null && opening + open.sumMinor !== closingMinor)
      throw unreadableLine(
        lineNo,
        `The statement opens with ${this.words(opening)}, its lines add up to ${this.words(open.sumMinor)}, and it says it closes with ${this.words(closingMinor)}: ${this.words(closingMinor - opening - open.sumMinor)} are missing.`,
      )
    this.isKnown &&= opening !== null && closingMinor !== null
    this.first ??= opening
    this.last = closingMinor
    this.open = null
  }

  /** What the account began and ended with over all statements of the file; null when one does not say. */
  balances(): { openingMinor: bigint | null; closingMinor: bigint | null } {
    return this.isKnown
      ? { openingMinor: this.first, closingMinor: this.last }
      : { openingMinor: null, closingMinor: null }
  }

  private words(minor: bigint): string {
    return inWords(minor, this.currency)
  }
}
