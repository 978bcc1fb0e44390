import { figureWords } from '#lib/analytics/figure-model.ts'
import type { AnalyticsResult, ResultColumn, ResultRow } from '#lib/analytics/result.ts'

/** Rows that a sentence names; the rest stand in the table. */
const NAMED_MAX = 5

/** An answer in words: every figure is one of the result's own, none is computed here. */
export function answerWords(result: AnalyticsResult): string {
  const { rows, found, understood, notes, query } = result
  const left =
    query.leftOut.length === 0
      ? ''
      : `I left out ${new Intl.ListFormat('en').format(query.leftOut.map((words) => `“${words}”`))}: I do not know it here. `
  if (rows.length === 0) return `${left}Nothing of the kind. I looked for: ${understood}.`
  const other = ofOneCurrency(result)
  const named = rows.slice(0, NAMED_MAX).map((row) => rowWords(result, row))
  const rest = found > named.length ? ` … and ${found - named.length} more.` : '.'
  return [`${left}${understood}: ${named.join('; ')}${rest}`, ...notes, ...other].join(' ')
}

/** What was made in one currency is not everything converted into it: how to ask for that. */
function ofOneCurrency({ query: { filters, currency } }: AnalyticsResult): string[] {
  const code = filters.find(
    ({ dimension, is, values }) => dimension === 'currency' && is === 'one_of' && values.length === 1,
  )?.values[0]
  return code === undefined || currency !== null ? [] : [`Say “converted to ${code}” for everything together.`]
}

function rowWords({ columns }: AnalyticsResult, row: ResultRow): string {
  const names = columns.flatMap((column) =>
    column.kind === 'dimension' && column.id !== 'currency' ? [row.keys[column.id]?.label ?? ''] : [],
  )
  const values = columns.filter((column) => column.kind === 'figure' && column.figure === 'value')
  const figures = values.map((column) => figureText(columns, column, row, values.length > 1))
  return [...(names.length === 0 ? [] : [names.join(', ')]), figures.join(', ')].join(' ')
}

function figureText(columns: readonly ResultColumn[], column: ResultColumn, row: ResultRow, isNamed: boolean): string {
  if (column.kind !== 'figure') return ''
  const words = (one: typeof column) => figureWords(one, row.figures[one.id] ?? null, row.currency)
  const before = columns.find((one) => one.kind === 'figure' && one.metric === column.metric && one.figure === 'before')
  const was = before?.kind === 'figure' ? ` (before: ${words(before)})` : ''
  const part = columns.find((one) => one.kind === 'figure' && one.metric === column.metric && one.figure === 'share')
  const of = part?.kind === 'figure' ? ` (${words(part)} of the whole)` : ''
  return `${isNamed ? `${column.label.toLowerCase()} ` : ''}${words(column)}${was}${of}`
}
