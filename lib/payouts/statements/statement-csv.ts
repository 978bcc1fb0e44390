import { plainDecimal } from '#lib/money/format.ts'
import { csvLine } from '#lib/platform/csv-model.ts'
import type { ExplainLocale } from '../explain/explanation-model.ts'
import { lineMinor, STATEMENT_SUMS, type Statement, showCode } from './statement-model.ts'
import { STATEMENT_WORDS } from './statement-words-model.ts'

/**
 * A statement for a spreadsheet: opening, every line with its parts and the balance after it, closing. Amounts are plain decimals
 * of the currency; each line's amount is the sum of its parts, and opening and the amounts add up to closing.
 */
export function statementCsv(statement: Statement, code: string, locale: ExplainLocale): string {
  const { currency, month, openingMinor, closingMinor, lines } = statement
  const words = STATEMENT_WORDS[locale]
  const used = STATEMENT_SUMS.filter((key) => lines.some(({ parts }) => parts[key]))
  const show = (minor: bigint) => plainDecimal({ minor, currency })
  const blanks = used.map(() => '')
  let balance = openingMinor
  const rows = lines.map((line) => {
    balance += lineMinor(line)
    const late = line.lateFor === '' ? '' : ` (${words.late.replace('{day}', line.lateFor)})`
    return [
      ...[line.on, `${words[`kind.${line.kind}`]}${late}`, line.reference, currency],
      ...used.map((key) => show(line.parts[key] ?? 0n)),
      ...[show(lineMinor(line)), show(balance)],
    ]
  })
  return [
    [
      words.date,
      words.what,
      words.reference,
      words.currency,
      ...used.map((key) => words[`sum.${key}`]),
      words.amount,
      words.balance,
    ],
    [`${month}-01`, words.opening, '', currency, ...blanks, '', show(openingMinor)],
    ...rows,
    ['', words.closing, '', currency, ...blanks, '', show(closingMinor)],
    ['', words.code, showCode(code), ...blanks, '', '', ''],
  ]
    .map(csvLine)
    .join('')
}
