import { type ExportColumn, kindOf } from '../export-columns.ts'

/** The looks of cells, by their place in styles.xml. */
export const STYLE = { plain: 0, head: 1, day: 2, instant: 3, count: 4, decimals: 5, total: 10 } as const
/** Currencies have none to four decimals. */
const DECIMALS_MAX = 4
/** What a cell can hold. */
const TEXT_MAX = 32_767
/** Spreadsheets keep 15 digits: a longer number would be changed, so it stays text. */
const DIGITS_MAX = 15
const DAY_MS = 86_400_000
/** 1970-01-01 as spreadsheets count days. */
const EPOCH_DAY = 25_569

/** A1, AA7: the name of a cell. */
export function cellName(column: number, row: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}

/** One cell: a number, a date or text, as its column says; what does not fit its column is text. */
export function cell(column: ExportColumn, text: string, name: string): string {
  if (text === '') return ''
  const kind = kindOf(column)
  if (kind === 'amount' && isExact(text)) return numberCell(name, text, STYLE.decimals + decimalsOf(text))
  if (kind === 'count' && isExact(text) && !text.includes('.')) return numberCell(name, text, STYLE.count)
  if (kind === 'day') return dateCell(name, text, /^\d{4}-\d\d-\d\d$/, STYLE.day)
  if (kind === 'instant') return dateCell(name, text, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, STYLE.instant)
  return textCell(name, text, STYLE.plain)
}

export const textCell = (name: string, text: string, style: number): string =>
  `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`

const numberCell = (name: string, digits: string, style: number): string =>
  `<c r="${name}" s="${style}"><v>${digits}</v></c>`

/** A number that is worked out again when the rows above change. */
export const formulaCell = (name: string, formula: string, digits: string, style: number): string =>
  `<c r="${name}" s="${style}"><f>${escapeXml(formula)}</f><v>${digits}</v></c>`

function dateCell(name: string, text: string, shape: RegExp, style: number): string {
  const ms = shape.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? textCell(name, text, STYLE.plain) : numberCell(name, String(ms / DAY_MS + EPOCH_DAY), style)
}

export const decimalsOf = (digits: string): number => Math.min((digits.split('.')[1] ?? '').length, DECIMALS_MAX)

/** Whether a spreadsheet keeps every digit of it. */
export const isExact = (text: string): boolean =>
  /^-?\d+(\.\d{1,4})?$/.test(text) && text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= DIGITS_MAX

/** Text as XML holds it: no control characters, no halves of characters, not longer than a cell. */
export function escapeXml(text: string): string {
  const cut = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text
  return cut
    .toWellFormed()
    .replaceAll(CONTROL, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** What XML 1.0 has no room for; written by code so that the source stays readable. */
const CONTROL = new RegExp(
  `[${[
    [0, 8],
    [11, 12],
    [14, 31],
    [0xfffe, 0xffff],
  ]
    .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('-'))
    .join('')}]`,
  'g',
)
