import type { Parser } from 'sax'
import { CamtBalances, entryLine, type Leaf } from './camt-entry.ts'
import { type StatementPart, type StatementReader, unreadableFile, unreadableLine } from './statement-model.ts'

/** ISO 20022 messages that look like a statement and are none. */
const NO_STATEMENTS: Readonly<Record<string, string>> = {
  BkToCstmrAcctRpt: 'This is a camt.052, a report within the day: its lines may still change. Import the camt.053.',
  BkToCstmrDbtCdtNtfctn: 'This is a camt.054, a notification of single movements. Import the camt.053.',
}

/**
 * Reads camt.053 (any version) as it streams through a parser that knows no entities but XML's own five; a document type is refused.
 * An entry is one line, however many payments the bank put into it.
 */
export class CamtStatement implements StatementReader {
  private readonly parser: Parser
  private readonly parts: StatementPart[] = []
  private readonly path: string[] = []
  private text = ''
  private held = ''
  private heldFrom = 0
  private statement: { readonly balances: CamtBalances; number: string; currency: string; isBegun: boolean } | null =
    null
  private entry: { readonly leaves: Leaf[]; readonly lineNo: number; readonly from: number } | null = null
  private attributes: Readonly<Record<string, string>> = {}
  private statementCount = 0

  /** The parser is a strict one, new, and this reader's alone. */
  constructor(parser: Parser) {
    this.parser = parser
    parser.onerror = (error) => {
      throw this.fault(
        /unclosed root|unexpected end/i.test(error.message)
          ? 'The file ends before its statement does: is it whole?'
          : 'The XML is broken here: is the file whole?',
      )
    }
    parser.ondoctype = () => {
      throw this.fault('It declares a document type, which no bank’s statement needs.')
    }
    parser.onopentag = ({ name, attributes }) => this.open(local(name), attributes)
    parser.onclosetag = (name) => this.close(local(name))
    parser.ontext = (text) => {
      this.text += text
    }
    parser.oncdata = (text) => {
      this.text += text
    }
  }

  push(text: string): StatementPart[] {
    this.held += text
    this.parser.write(text)
    const keptFrom = this.entry?.from ?? this.tagFrom()
    this.held = this.held.slice(Math.max(0, keptFrom - this.heldFrom))
    this.heldFrom = Math.max(this.heldFrom, keptFrom)
    return this.parts.splice(0)
  }

  end(): StatementPart[] {
    if (this.path.length > 0) throw this.fault('The file ends before its statement does: is it whole?')
    this.parser.close()
    if (this.statementCount === 0) throw unreadableFile('The file holds no statement.')
    return this.parts.splice(0)
  }

  private open(name: string, attributes: Readonly<Record<string, unknown>>): void {
    const wrong = NO_STATEMENTS[name]
    if (wrong !== undefined) throw unreadableFile(wrong)
    this.path.push(name)
    this.text = ''
    this.attributes = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]))
    if (name === 'Stmt') {
      this.statementCount += 1
      this.statement = { balances: new CamtBalances(), number: '', currency: '', isBegun: false }
    }
    if (name === 'Ntry' && this.path.at(-2) === 'Stmt') {
      this.begin()
      this.entry = { leaves: [], lineNo: this.lineNo(), from: this.tagFrom() }
    }
  }

  private close(name: string): void {
    const text = this.text.trim()
    const below = this.path.slice(this.path.lastIndexOf('Stmt') + 1).join('/')
    if (this.entry !== null && text !== '')
      this.entry.leaves.push({ path: below.slice('Ntry/'.length), text, currency: this.attributes.Ccy ?? '' })
    else if (this.statement !== null && text !== '') this.head(below, text, this.statement)
    if (name === 'Bal' && this.statement !== null) this.statement.balances.keep(this.lineNo())
    if (name === 'Ntry' && this.entry !== null && this.path.at(-2) === 'Stmt') this.closeEntry(this.entry)
    if (name === 'Stmt') {
      this.begin()
      this.parts.push({
        kind: 'end',
        lineNo: this.lineNo(),
        closingMinor: this.statement?.balances.closing ?? null,
        toOn: this.statement?.balances.closingOn ?? null,
      })
      this.statement = null
    }
    this.path.pop()
    this.text = ''
    this.attributes = {}
  }

  private head(path: string, text: string, statement: NonNullable<typeof this.statement>): void {
    if (path === 'Acct/Id/IBAN' || path === 'Acct/Id/Othr/Id') statement.number = text
    else if (path === 'Acct/Ccy') statement.currency = text
    else if (path.startsWith('Bal/'))
      statement.balances.note(path.slice('Bal/'.length), text, this.attributes.Ccy ?? '')
  }

  /** Says how the statement begins, once, before its first entry. */
  private begin(): void {
    const { statement } = this
    if (statement === null || statement.isBegun) return
    statement.isBegun = true
    const { number, balances } = statement
    const currency = statement.currency || balances.currency
    this.parts.push({
      kind: 'begin',
      lineNo: this.lineNo(),
      number,
      currency,
      openingMinor: balances.opening,
      fromOn: balances.openingOn,
    })
  }

  private closeEntry({ leaves, lineNo, from }: NonNullable<typeof this.entry>): void {
    const raw = this.held.slice(from - this.heldFrom, this.parser.position - this.heldFrom)
    this.parts.push(entryLine({ leaves, lineNo, raw }))
    this.entry = null
  }

  /** Where the tag that was last seen to open begins. */
  private tagFrom(): number {
    return Math.max(0, (this.parser.startTagPosition ?? 1) - 1)
  }

  private lineNo(): number {
    return this.parser.line + 1
  }

  private fault(message: string) {
    return unreadableLine(this.lineNo(), message)
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)
