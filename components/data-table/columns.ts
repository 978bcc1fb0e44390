import type { ColumnMeta } from './features.ts'

type ColumnLike = {
  readonly id?: string | undefined
  readonly header?: unknown
  readonly meta?: ColumnMeta | undefined
}

/** Measured on the table itself, not on the window: a table in a narrow card gives way too. */
const HIDE_BELOW = {
  sm: '@max-[36rem]:hidden',
  md: '@max-[44rem]:hidden',
  lg: '@max-[56rem]:hidden',
  xl: '@max-[70rem]:hidden',
} as const

/** A column's name in words. */
export function columnName(column: ColumnLike): string {
  return column.meta?.label ?? (typeof column.header === 'string' ? column.header : (column.id ?? ''))
}

/** Which columns are off before the person has chosen. */
export function defaultVisibility(columns: readonly unknown[]): Record<string, boolean> {
  return Object.fromEntries(
    columns.flatMap((entry) => {
      const column = entry as ColumnLike & { accessorKey?: string }
      const id = column.id ?? column.accessorKey
      return column.meta?.hidden && id !== undefined ? [[id, false]] : []
    }),
  )
}

/** Alignment and width of a column's cells, header included. Columns that grow share what is left: the table says how many. */
export function cellLook(meta: ColumnMeta | undefined): string {
  return [
    meta?.align === 'end' ? 'text-right' : 'text-left',
    meta?.hideBelow ? HIDE_BELOW[meta.hideBelow] : '',
    meta?.grow
      ? 'w-full group-data-[grow=2]/table:w-1/2 group-data-[grow=3]/table:w-1/3 max-w-0 min-w-32 @[44rem]:min-w-40 @[60rem]:min-w-52 truncate'
      : 'whitespace-nowrap',
  ].join(' ')
}
