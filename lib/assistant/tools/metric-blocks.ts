import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import { figureWords } from '#lib/analytics/figure-model.ts'
import type { AnalyticsResult, ResultColumn, ResultRow } from '#lib/analytics/result.ts'
import type { Block, Cell } from '../block-model.ts'

type Figure = Extract<ResultColumn, { kind: 'figure' }>

const SERIES_MAX = 8
const BARS_MAX = 15

/** The typed pieces of an answer from the books: one figure stands alone, days are a line, a ranking is bars beside its table. */
export function blocksOf(result: AnalyticsResult): Block[] {
  const { rows, query, notes } = result
  const said = notes.map((text): Block => ({ kind: 'notice', tone: 'info', text }))
  if (rows.length === 0) return [{ kind: 'notice', tone: 'info', text: 'Nothing of the kind.' }, ...said]
  if (query.dimensions.length === 0) return [...rows.flatMap((row) => metricBlocks(result, row)), ...said]
  return [...chartBlocks(result), tableBlock(result), ...said]
}

const valuesOf = ({ columns }: AnalyticsResult) =>
  columns.filter((column): column is Figure => column.kind === 'figure' && column.figure === 'value')

const cellOf = (column: Figure, { figures, currency, href }: ResultRow): Cell => {
  const raw = figures[column.id] ?? null
  return { text: figureWords(column, raw, currency), raw, ...(href === null ? {} : { href }) }
}

function metricBlocks(result: AnalyticsResult, row: ResultRow): Block[] {
  return valuesOf(result).map((column) => {
    const change = result.columns.find(
      (one): one is Figure => one.kind === 'figure' && one.metric === column.metric && one.figure === 'change_percent',
    )
    return {
      kind: 'metric',
      label: column.label,
      value: cellOf(column, row),
      ...(change === undefined ? {} : { change: cellOf(change, row) }),
      note: [
        row.currency,
        result.period.label,
        ...(result.compared === null ? [] : [`against ${result.compared.label}`]),
      ]
        .filter((part) => part !== '')
        .join(' · '),
    }
  })
}

function chartBlocks(result: AnalyticsResult): Block[] {
  const { query, rows, understood } = result
  const [column] = valuesOf(result)
  if (column === undefined || rows.length < 2) return []
  const time = query.dimensions.find(isTimeDimension)
  const other = query.dimensions.find((id) => !isTimeDimension(id))
  if (time === undefined && query.dimensions.length > 1) return []
  const byCurrency = Map.groupBy(rows, ({ currency }) => currency)
  return [...byCurrency].flatMap(([currency, own]): Block[] => {
    const shown = time === undefined ? own.slice(0, BARS_MAX) : own
    if (shown.length < 2) return []
    const lines = Map.groupBy(shown, ({ keys }) =>
      time === undefined || other === undefined ? column.label : (keys[other]?.label ?? ''),
    )
    if (lines.size > SERIES_MAX) return []
    const x = time ?? other
    return [
      {
        kind: 'chart',
        shape: time === undefined ? 'bar' : 'line',
        title: byCurrency.size > 1 ? `${understood} · ${currency}` : understood,
        unit: column.unit,
        currency,
        series: [...lines].map(([label, points]) => ({
          label,
          points: points.map((row) => ({
            x: (x === undefined ? undefined : row.keys[x]?.label) ?? '',
            y: row.figures[column.id] ?? null,
            text: figureWords(column, row.figures[column.id] ?? null, row.currency),
          })),
        })),
      },
    ]
  })
}

function tableBlock(result: AnalyticsResult): Block {
  const { columns, rows, understood, found } = result
  return {
    kind: 'table',
    title: understood,
    columns: columns.map((column) => ({
      id: column.id,
      label: column.label,
      align: column.kind === 'figure' ? 'right' : 'left',
    })),
    rows: rows.map((row) => ({
      cells: columns.map((column): Cell => {
        if (column.kind === 'figure') return cellOf(column, row)
        const key = row.keys[column.id]
        const href = key?.href ?? null
        return { text: key?.label ?? '', raw: key?.value ?? null, ...(href === null ? {} : { href }) }
      }),
      href: row.href,
    })),
    found,
  }
}
