import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { formatMoney } from '#lib/money/format.ts'
import type { ExplainLocale } from '../explain/explanation-model.ts'
import { lineMinor, printedLines, type Statement, showCode, sumsOf } from './statement-model.ts'
import { monthName, STATEMENT_WORDS } from './statement-words-model.ts'

/** BIZ UDPGothic (SIL Open Font License): Latin, Greek, Cyrillic and Japanese in one face, embedded as the part that is used. */
const FONT = join(process.cwd(), 'node_modules/@expo-google-fonts/biz-udpgothic')
const FACES = { plain: '400Regular/BIZUDPGothic_400Regular.ttf', bold: '700Bold/BIZUDPGothic_700Bold.ttf' } as const

const LEFT = 50
const RIGHT = 545
const TOP = 50
const BOTTOM = 780
const ROW = 16
/** Height of a line, and how small a text may be set to fit its column: times its size. */
const LINE = 1.4
const SMALLEST = 0.65
/** Stands for a character that the font does not have, as printers have always shown one. */
const MISSING = '〓'

type Issued = {
  readonly statement: Statement
  readonly code: string
  readonly issuedAt: string
  readonly locale: ExplainLocale
}
type Column = { readonly at: number; readonly width: number; readonly align: 'left' | 'right' }

const WHOLE: Column = { at: LEFT, width: 495, align: 'left' }
const COLUMNS: readonly Column[] = [
  { at: LEFT, width: 62, align: 'left' },
  { at: 115, width: 145, align: 'left' },
  { at: 264, width: 121, align: 'left' },
  { at: 388, width: 75, align: 'right' },
  { at: 466, width: 79, align: 'right' },
]

/**
 * A statement as a PDF that prints alike everywhere: the font is inside. The same statement gives the same bytes. What the font
 * cannot print is marked in its place and named by code point below, never dropped.
 */
export function statementPdf(issued: Issued): Promise<Buffer> {
  const paper = new Paper(issued)
  paper.head()
  paper.sums()
  paper.lines()
  paper.foot()
  return paper.done()
}

class Paper {
  private readonly issued: Issued
  private readonly doc: PDFKit.PDFDocument
  private readonly missing = new Set<string>()
  private y = TOP

  constructor(issued: Issued) {
    this.issued = issued
    const { statement, issuedAt, locale } = issued
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      font: join(FONT, FACES.plain),
      bufferPages: true,
      lang: locale,
      info: {
        Title: `${STATEMENT_WORDS[locale].title} ${statement.month} ${statement.currency}`,
        Author: statement.marketplace,
        CreationDate: new Date(issuedAt),
      },
    })
    this.doc.registerFont('plain', join(FONT, FACES.plain))
    this.doc.registerFont('bold', join(FONT, FACES.bold))
  }

  head(): void {
    const { statement, code, locale } = this.issued
    const words = STATEMENT_WORDS[locale]
    this.write(statement.marketplace, WHOLE, 10)
    this.y += 18
    this.write(`${words.title} · ${monthName(locale, statement.month)}`, WHOLE, 20, 'bold')
    this.y += 36
    const facts = [
      [words.seller, statement.sellerName],
      [words.currency, statement.currency],
      [words.code, showCode(code)],
    ] as const
    for (const [label, value] of facts) {
      this.write(label, { at: LEFT, width: 130, align: 'left' }, 9)
      this.y += this.paragraph(value, { at: 185, width: 360, align: 'left' }, 9, 'bold') - LINE * 9 + ROW
    }
    this.y += ROW / 2
  }

  sums(): void {
    const { statement, locale } = this.issued
    const words = STATEMENT_WORDS[locale]
    const rows = [
      { label: words.opening, minor: statement.openingMinor, isBold: true },
      ...sumsOf(statement.lines).map(({ key, minor }) => ({ label: words[`sum.${key}`], minor, isBold: false })),
      { label: words.closing, minor: statement.closingMinor, isBold: true },
    ]
    for (const { label, minor, isBold } of rows) {
      const face = isBold ? 'bold' : 'plain'
      this.write(label, { at: LEFT, width: 350, align: 'left' }, 10, face)
      this.write(`${this.money(minor)} ${statement.currency}`, { at: 400, width: 145, align: 'right' }, 10, face)
      this.y += ROW
      this.rule()
    }
    this.y += 4
    this.write(words.closingNote, WHOLE, 8)
    this.y += ROW * 1.5
  }

  lines(): void {
    const { statement, locale } = this.issued
    const words = STATEMENT_WORDS[locale]
    if (statement.lines.length === 0) this.write(words.none, WHOLE, 9)
    else this.header()
    let balance = statement.openingMinor
    for (const line of printedLines(statement.lines)) {
      if (this.y > BOTTOM - ROW) this.turn()
      balance += lineMinor(line)
      const late = line.lateFor === '' ? '' : ` (${words.late.replace('{day}', line.lateFor)})`
      const cells = [
        line.on,
        `${words[`kind.${line.kind}`]}${late}`,
        line.reference,
        this.money(lineMinor(line)),
        this.money(balance),
      ]
      for (const [index, cell] of cells.entries()) this.write(cell, COLUMNS[index], 8)
      this.y += 13
    }
  }

  foot(): void {
    const words = STATEMENT_WORDS[this.issued.locale]
    this.y += ROW
    if (this.y > BOTTOM - 3 * ROW) this.turn(false)
    this.write(words.check, WHOLE, 8)
    if (this.missing.size > 0) {
      this.y += ROW
      const codes = [...this.missing].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
      const text = words.unprintable
        .replace('{count}', `${codes.length}`)
        .replace('{mark}', MISSING)
        .replace('{codes}', codes.join(', '))
      this.write(text, WHOLE, 8)
    }
    const { count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page)
      this.y = 805
      const text = words.page.replace('{page}', `${page + 1}`).replace('{pages}', `${count}`)
      this.write(text, { at: LEFT, width: 495, align: 'right' }, 8)
    }
  }

  done(): Promise<Buffer> {
    const parts: Buffer[] = []
    return new Promise((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part))
      this.doc.on('end', () => resolve(Buffer.concat(parts)))
      this.doc.on('error', reject)
      this.doc.end()
    })
  }

  private header(): void {
    const { date, what, reference, amount, balance } = STATEMENT_WORDS[this.issued.locale]
    for (const [index, label] of [date, what, reference, amount, balance].entries())
      this.write(label, COLUMNS[index], 8, 'bold')
    this.y += 12
    this.rule()
  }

  private turn(withHeader = true): void {
    this.doc.addPage()
    this.y = TOP
    if (withHeader) this.header()
  }

  private rule(): void {
    this.doc
      .moveTo(LEFT, this.y - 2)
      .lineTo(RIGHT, this.y - 2)
      .lineWidth(0.4)
      .strokeColor('#999999')
      .stroke()
    this.y += 2
  }

  private money(minor: bigint): string {
    const { statement, locale } = this.issued
    return formatMoney({ minor, currency: statement.currency }, { locale, withCurrency: false })
  }

  /** One line of text. What is longer than its column is printed smaller, and ends in an ellipsis where that is not enough. */
  private write(text: string, column: Column = WHOLE, size: number, face: 'plain' | 'bold' = 'plain'): void {
    const { at, width, align } = column
    this.doc.font(face).fontSize(size).fillColor('#111111')
    const printable = this.printable(text)
    const needed = this.doc.widthOfString(printable)
    if (needed > width) this.doc.fontSize(Math.max(size * SMALLEST, Math.floor((10 * size * width) / needed) / 10))
    this.doc.text(printable, at, this.y, {
      width,
      align,
      height: size * LINE,
      ellipsis: true,
      lineBreak: needed > width,
    })
  }

  /** Up to three lines of text; answers how high they are. */
  private paragraph(text: string, { at, width, align }: Column, size: number, face: 'plain' | 'bold'): number {
    this.doc.font(face).fontSize(size).fillColor('#111111')
    const printable = this.printable(text)
    const height = Math.min(3, Math.ceil(this.doc.heightOfString(printable, { width }) / (size * LINE))) * size * LINE
    this.doc.text(printable, at, this.y, { width, align, height, ellipsis: true })
    return height
  }

  private printable(text: string): string {
    const { font } = (this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font
    return [...text.normalize('NFC')]
      .map((one) => {
        if (/\s/u.test(one)) return ' '
        if (font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0)) return one
        this.missing.add(one)
        return MISSING
      })
      .join('')
  }
}
