import { columnOf, figuresOf } from './compile/compile.ts'
import type { Plan } from './compile/plan.ts'
import { type DimensionId, dimensionLabel, isTimeDimension } from './dimensions.ts'
import { addDays, addUnits, type Unit } from './period/calendar.ts'
import type { Period } from './period/period.ts'
import type { AnalyticsResult, ResultColumn, ResultKey, ResultRow } from './result.ts'
import { understood } from './understood.ts'

/** A row of the statement: everything is text, but for how it came about. */
export type StatementRow = Readonly<Record<string, string | null>> & {
  readonly is_total: boolean
  readonly found: bigint
  readonly missing?: string | null
}

/** The rows of a statement as an answer, with units, links and what a reader must know. Pure. */
export function shapeResult(plan: Plan, rows: readonly StatementRow[], at: Date): AnalyticsResult {
  const columns = columnsOf(plan)
  const shown = rows.filter(({ is_total }) => !is_total)
  return {
    query: plan.query,
    understood: understood(plan),
    period: days(plan.period),
    compared: plan.compared === null ? null : days(plan.compared),
    columns,
    rows: shown.map((row) => shapeRow(plan, columns, row)),
    totals: rows.filter(({ is_total }) => is_total).map((row) => shapeRow(plan, columns, row)),
    rowCount: shown.length,
    found: Number(shown[0]?.found ?? 0n),
    notes: notesOf(plan, rows.length === 0),
    computedAt: at.toISOString(),
  }
}

const days = ({ from, until, label }: Period) => ({ from, to: addDays(until, -1), label })

const FIGURE_LABELS = {
  value: '',
  before: 'before',
  change: 'change',
  change_percent: 'change %',
  share: 'share',
} as const

function columnsOf(plan: Plan): ResultColumn[] {
  return [
    ...plan.keys.map((id) => ({ kind: 'dimension' as const, id, label: dimensionLabel(id) })),
    ...plan.metrics.flatMap(({ id, label, unit }, index) =>
      figuresOf(plan, index).map((figure) => ({
        kind: 'figure' as const,
        id: figure === 'value' ? id : `${id}.${figure}`,
        metric: id,
        figure,
        label: figure === 'value' ? label : `${label}, ${FIGURE_LABELS[figure]}`,
        unit: figure === 'change_percent' || figure === 'share' ? ('percent' as const) : unit,
      })),
    ),
  ]
}

function shapeRow(plan: Plan, columns: readonly ResultColumn[], row: StatementRow): ResultRow {
  const keys: Partial<Record<DimensionId, ResultKey>> = {}
  plan.keys.forEach((id, index) => {
    const value = row[`k${index + 1}`]
    if (value !== null && value !== undefined) keys[id] = keyOf(id, value, row.seller_name ?? null)
  })
  const figures = columns.flatMap((column) =>
    column.kind === 'figure' ? [[column.id, row[columnOf(plan, column.metric, column.figure)] ?? null] as const] : [],
  )
  return {
    keys,
    figures: Object.fromEntries(figures),
    currency: plan.query.currency ?? keys.currency?.value ?? '',
    href: keys.seller?.href ?? null,
  }
}

const NAMELESS: Partial<Record<DimensionId, string>> = {
  seller: 'No seller named',
  category: 'No category',
  method: 'Not known',
  reason: 'None given',
  country: 'Not known',
  cohort: 'No sale yet',
  currency: 'None',
}

function keyOf(id: DimensionId, value: string, sellerName: string | null): ResultKey {
  if (id === 'seller')
    return { value, label: sellerName ?? NAMELESS.seller ?? '', href: value === '' ? null : `/sellers/${value}` }
  if (id === 'month') return { value: value.slice(0, 7), label: value.slice(0, 7), href: null }
  return { value, label: value === '' ? (NAMELESS[id] ?? '') : value, href: null }
}

function notesOf(plan: Plan, isEmpty: boolean): string[] {
  const { query, keys, known, period } = plan
  const time = keys.find(isTimeDimension)
  const last = time === undefined ? null : addDays(addUnits(time as Unit, period.until, 0), -1)
  return [
    ...(query.currency === null
      ? []
      : [`Amounts are converted into ${query.currency} at the stored rate of their day.`]),
    ...(!isEmpty && keys.includes('currency') && !query.dimensions.includes('currency')
      ? ['Currencies are kept apart; ask for one currency to have them converted.']
      : []),
    ...(last !== null && last >= known.now.today ? [`The last ${time} runs up to today.`] : []),
  ]
}
