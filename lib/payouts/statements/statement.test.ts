import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { describe, expect, test, vi } from 'vitest'
import { parseMoney } from '#lib/money/parse.ts'
import { EXPLAIN_LOCALES } from '../explain/explanation-model.ts'
import { hashOf, readContent, writeContent } from './content.ts'
import { statementCsv } from './statement-csv.ts'
import {
  lineMinor,
  monthAfter,
  monthDays,
  printedLines,
  proveStatement,
  readCode,
  STATEMENT_KINDS,
  STATEMENT_SUMS,
  type Statement,
  showCode,
  sumsOf,
} from './statement-model.ts'
import { statementPdf } from './statement-pdf.ts'

const anyStatement: fc.Arbitrary<Statement> = fc
  .record({
    sellerName: fc.constantFrom('Lüna', '髙橋製作所', 'Shop, "quoted"'),
    marketplace: fc.constant('Marketplace'),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    month: fc.constantFrom('2026-10', '2026-02'),
    openingMinor: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    lines: fc.array(
      fc.record({
        on: fc.constant('2026-10-05'),
        lateFor: fc.constantFrom('', '2026-09-30'),
        kind: fc.constantFrom(...STATEMENT_KINDS),
        reference: fc.constantFrom('', 'ORD-1', '=1+1', 'INV, 7'),
        parts: fc.dictionary(fc.constantFrom(...STATEMENT_SUMS), fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })),
      }),
      { maxLength: 6 },
    ),
  })
  .map((given) => ({
    ...given,
    closingMinor: given.lines.reduce((sum, line) => sum + lineMinor(line), given.openingMinor),
  }))

describe('a statement', () => {
  test('whatever moved, sums, lines and file come to the closing amount, and its text gives it back', () => {
    fc.assert(
      fc.property(anyStatement, fc.constantFrom(...EXPLAIN_LOCALES), (statement, locale) => {
        proveStatement(statement)
        const { openingMinor, closingMinor, currency } = statement
        expect(sumsOf(statement.lines).reduce((sum, { minor }) => sum + minor, openingMinor)).toBe(closingMinor)
        expect(writeContent(readContent(writeContent(statement)))).toBe(writeContent(statement))
        const rows = statementCsv(statement, 'K7QM4D2PX9TRB3WH', locale).split('\r\n')
        const lastOf = (row = '') => parseMoney(row.slice(row.lastIndexOf(',') + 1), currency)?.minor
        expect([lastOf(rows[1]), lastOf(rows.at(-3))]).toEqual([openingMinor, closingMinor])
        expect(lastOf(rows[statement.lines.length + 1])).toBe(closingMinor)
      }),
      { numRuns: 100 },
    )
  })

  test('one that does not add up is never issued', () => {
    expect(() => proveStatement({ ...A_STATEMENT, closingMinor: 1n })).toThrow('instead of')
  })

  test('the same statement is the same PDF, with its font inside, and says what the font lacks', async () => {
    const issued = { statement: A_STATEMENT, code: 'K7QM4D2PX9TRB3WH', issuedAt: '2026-11-02T00:00:00.000Z' }
    const printed = vi.spyOn(PDFDocument.prototype, 'text')
    const [first, second] = [
      await statementPdf({ ...issued, locale: 'ja' }),
      await statementPdf({ ...issued, locale: 'ja' }),
    ]
    const boxes = printed.mock.calls.map(([, left, top, options]) => ({
      left,
      top,
      right: Number(left) + ((options as { width?: number } | undefined)?.width ?? 0),
    }))
    expect(boxes.filter(({ left, right, top }) => Number(left) < 50 || right > 545 || Number(top) > 810)).toEqual([])
    const beside = boxes.filter(
      (box, index) => box.top === boxes[index - 1]?.top && Number(box.left) > Number(boxes[index - 1]?.left),
    )
    expect(beside.every((box) => Number(box.left) >= (boxes[boxes.indexOf(box) - 1]?.right ?? 0))).toBe(true)
    expect(hashOf(first.toString('latin1'))).toBe(hashOf(second.toString('latin1')))
    const text = first.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+BIZUDPGothic/)
    expect(text).toContain('/FontFile2')
    const plain = await statementPdf({ ...issued, statement: { ...A_STATEMENT, sellerName: 'Yoshida' }, locale: 'ja' })
    expect(first.length).toBeGreaterThan(plain.length)
  })

  test('a long month is printed by day and kind, to the same sums', () => {
    const lines = Array.from({ length: 1_600 }, (_, index) => ({
      ...(A_STATEMENT.lines[index % 2] ?? raise()),
      on: `2026-10-0${1 + (index % 4)}`,
    }))
    expect(printedLines(lines.slice(0, 1_500))).toHaveLength(1_500)
    expect(printedLines(lines).map(({ on, kind, reference }) => `${on} ${kind} ${reference}`)).toEqual([
      '2026-10-01 sale × 400',
      '2026-10-02 paid × 400',
      '2026-10-03 sale × 400',
      '2026-10-04 paid × 400',
    ])
    expect(sumsOf(printedLines(lines))).toEqual(sumsOf(lines))
  })

  test('months and codes', () => {
    expect([monthDays('2028-02').last, monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual([
      '2028-02-29',
      '2027-01',
      '2025-12',
    ])
    expect(showCode('K7QM4D2PX9TRB3WH')).toBe('K7QM-4D2P-X9TR-B3WH')
    expect(['k7qm-4d2p x9tr-b3wh', 'K7QM4D2PX9TRB3W', 'K7QM4D2PX9TRB3WU', 'o1ilo1ilo1ilo1il'].map(readCode)).toEqual([
      'K7QM4D2PX9TRB3WH',
      '',
      '',
      '0111011101110111',
    ])
  })
})

const raise = (): never => {
  throw new Error('no such line')
}

const A_STATEMENT: Statement = {
  sellerName: '𠮷田商店 😀',
  marketplace: 'Marketplace',
  currency: 'USD',
  month: '2026-10',
  openingMinor: 0n,
  closingMinor: 0n,
  lines: [
    { on: '2026-10-05', lateFor: '', kind: 'sale', reference: 'ORD-1', parts: { sales: 10_000n, fees: -2_000n } },
    { on: '2026-10-06', lateFor: '', kind: 'paid', reference: '', parts: { paid: -8_000n } },
  ],
}
