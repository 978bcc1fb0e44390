import { createHash } from 'node:crypto'
import { Occurrences } from './occurrences.ts'
import type { StatementLine } from './statement-model.ts'

type Identified = { readonly key: string; readonly isRepeated: boolean }

/**
 * Gives each line of one file its identity within its account: day, amount and the bank's reference, or, where the bank gives none,
 * all text of the line; lines that are equal in all of these are counted. The same movement gets the same key from every file and
 * format that has it, so a file that overlaps another adds only what is new.
 */
export class LineKeys {
  private readonly seen = new Occurrences()
  private readonly seenRaw = new Occurrences()

  /** Tells also whether the very same text, with a reference of the bank's, stood in the file before. */
  of(line: StatementLine, mayRepeat: boolean): Identified {
    const { bookedOn, amountMinor, bankReference, reference, counterparty, raw } = line
    const isRepeated = !mayRepeat && bankReference !== '' && this.seenRaw.count(numberOf(digest(raw))) > 1
    const said = bankReference === '' ? `${reference}\n${counterparty}`.replace(/\s+/g, ' ').trim() : bankReference
    const base = `${bookedOn}:${amountMinor}:${digest(said).subarray(0, 12).toString('hex')}`
    if (isRepeated) return { key: '', isRepeated }
    return { key: `${base}:${this.seen.count(numberOf(digest(base)))}`, isRepeated }
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const numberOf = (bytes: Buffer) => bytes.readBigUInt64BE(0)
