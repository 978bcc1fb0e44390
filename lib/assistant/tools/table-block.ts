import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Block, Cell } from '../block-model.ts'

type Column = { readonly id: string; readonly label: string; readonly isAmount?: boolean }
type Value = string | null | WireMoney | Cell

/** An amount for people and for files. */
export const amountCell = (amount: WireMoney): Cell => ({ text: formatMoney(amount), raw: amount.minor })

/** The same as a model reads it. */
export const told = (amount: WireMoney) => ({ text: formatMoney(amount), raw: amount.minor, currency: amount.currency })

function cellOf(value: Value): Cell {
  if (value === null) return { text: '–', raw: null }
  if (typeof value === 'string') return { text: value, raw: value }
  return 'minor' in value ? amountCell(value) : value
}

/** The first of a list in words, an item on a line; `found` counts those that are not named, too. */
export const itemsIn = (named: readonly string[], found: number): string =>
  [
    '',
    named.map((item) => `- ${item}`).join('\n'),
    ...(found > named.length ? [`… and ${found - named.length} more.`] : []),
  ].join('\n\n')

type Rows = readonly { readonly values: readonly Value[]; readonly href: string | null }[]

/** A table of values; `found` counts rows that are not shown, too. */
export const tableBlock = (title: string, columns: readonly Column[], rows: Rows, found = rows.length): Block => ({
  kind: 'table',
  title,
  columns: columns.map(({ id, label, isAmount }) => ({ id, label, align: isAmount === true ? 'right' : 'left' })),
  rows: rows.map(({ values, href }) => ({ cells: values.map(cellOf), href })),
  found,
})
