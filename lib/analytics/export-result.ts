import { amount, type ExportColumn } from '#lib/platform/export-columns.ts'
import { figureCell } from './figure-model.ts'
import type { AnalyticsResult } from './result.ts'

/** The columns of an answer as a file has them: ids beside names, amounts as plain decimals. */
export function resultHeader({ columns }: AnalyticsResult): ExportColumn[] {
  const dimensions = columns.flatMap((column) => (column.kind === 'dimension' ? [column] : []))
  const hasCurrency = dimensions.some(({ id }) => id === 'currency')
  return columns
    .flatMap((column): ExportColumn[] => {
      if (column.kind === 'figure') return [amount(column.label)]
      return column.id === 'seller' ? ['Seller', 'Seller id'] : [column.label]
    })
    .concat(hasCurrency ? [] : ['Currency'])
}

export async function* exportResult({ columns, rows }: AnalyticsResult): AsyncGenerator<string[][]> {
  const hasCurrency = columns.some(({ kind, id }) => kind === 'dimension' && id === 'currency')
  yield rows.map(({ keys, figures, currency }) =>
    columns
      .flatMap((column) => {
        if (column.kind === 'figure') return [figureCell(column, figures[column.id] ?? null, currency)]
        const key = keys[column.id]
        return column.id === 'seller' ? [key?.label ?? '', key?.value ?? ''] : [key?.label ?? '']
      })
      .concat(hasCurrency ? [] : [currency]),
  )
}
