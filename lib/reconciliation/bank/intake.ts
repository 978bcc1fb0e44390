import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { BankAccount } from './bank-account.ts'
import { insertLines, insertSkipped, type KeyedLine } from './bank-store.ts'
import { LineKeys } from './line-key.ts'
import type { SkippedLine, StatementLine } from './statement-model.ts'
import { StatementTotals } from './statement-totals.ts'

/** Lines go to the database in such lots: few round trips, and little in memory. */
const LOT = 500
const SHOWN_MAX = 50

/** What one file brings to one account: adds up, gives lines their identity and stores them in lots. */
export class Intake {
  readonly fileId = newId('bfl')
  readonly account: BankAccount
  readonly totals: StatementTotals
  lineCount = 0
  skippedCount = 0
  /** The first of what was left out. */
  readonly skipped: SkippedLine[] = []
  private readonly keys = new LineKeys()
  private readonly tx: Sql
  private lines: KeyedLine[] = []
  private left: SkippedLine[] = []

  constructor(tx: Sql, account: BankAccount) {
    this.tx = tx
    this.account = account
    this.totals = new StatementTotals(account.currency)
  }

  /** A line that stands twice is one line, unless balances prove that both moved money. */
  take(line: StatementLine, isProvedByBalances: boolean): void {
    const { key, isRepeated } = this.keys.of(line, isProvedByBalances)
    if (isRepeated) this.leave({ lineNo: line.lineNo, reason: 'repeated', detail: '', raw: line.raw })
    else {
      this.totals.add(line)
      this.lines.push({ ...line, key })
    }
  }

  leave(skipped: SkippedLine): void {
    this.left.push(skipped)
  }

  /** Stores what has gathered; all of it at the end. */
  async store({ isLast = false } = {}): Promise<void> {
    if (!isLast && this.lines.length + this.left.length < LOT) return
    for (let from = 0; from < this.lines.length; from += LOT) {
      const { taken, known } = await insertLines(
        this.tx,
        { fileId: this.fileId, accountId: this.account.id },
        this.lines.slice(from, from + LOT),
      )
      this.lineCount += taken
      this.left.push(...known)
    }
    this.lines = []
    await insertSkipped(this.tx, { fileId: this.fileId, before: this.skippedCount }, this.left)
    this.skippedCount += this.left.length
    this.skipped.push(...this.left.slice(0, SHOWN_MAX - this.skipped.length))
    this.left = []
  }
}
