import { csvLine } from '#lib/platform/csv-model.ts'
import type { BlockOf } from './block-of.ts'

const MONEY = /^(-?[\d,]+(?:\.\d+)?) ([A-Z]{3})$/
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const isNothing = (text: string) => text === '' || text === '–'

/**
 * The rows as a file for a spreadsheet: amounts as plain decimals with their currency in a column of its own,
 * numbers without grouping, a dash as nothing. Everything else as it stands, made safe against formulas.
 */
export function tableCsv({ columns, rows }: Pick<BlockOf<'table'>, 'columns' | 'rows'>): string {
  const texts = columns.map((_, at) => rows.map(({ cells }) => cells[at]?.text.trim() ?? ''))
  const areMoney = texts.map((column) => {
    const said = column.filter((text) => !isNothing(text))
    return said.length > 0 && said.every((text) => MONEY.test(text))
  })
  const header = columns.flatMap(({ label }, at) => (areMoney[at] ? [label, `${label}, currency`] : [label]))
  const lines = rows.map((_, row) =>
    columns.flatMap((__, at) => cellsOf(texts[at]?.[row] ?? '', areMoney[at] ?? false)),
  )
  return [header, ...lines].map(csvLine).join('')
}

function cellsOf(text: string, isMoney: boolean): string[] {
  if (isNothing(text)) return isMoney ? ['', ''] : ['']
  const money = isMoney ? MONEY.exec(text) : null
  if (money !== null) return [(money[1] ?? '').replaceAll(',', ''), money[2] ?? '']
  return [GROUPED.test(text) ? text.replaceAll(',', '') : text]
}
