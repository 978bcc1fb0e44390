'use client'

import type { ReactTable } from '@tanstack/react-table'
import { useRouter } from 'next/navigation'
import type { ReactNode, RefObject } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { Features } from './features.ts'
import { NothingFound } from './nothing-found.tsx'
import { TableBody } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
import { TableTotals, type TotalsRow } from './table-totals.tsx'
import type { ListState } from './use-list-state.ts'

type TablePaneProps<Row extends object> = {
  readonly label: string
  readonly table: ReactTable<Features, Row>
  readonly list: ListState
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly density: 'compact' | 'comfortable'
  readonly isSelectable: boolean
  readonly focusedId: string | null
  readonly onFocusRow: (rowId: string) => void
  readonly onOpen: (href: string) => void
  readonly rowHref: ((row: Row) => string) | undefined
  readonly totals: readonly TotalsRow[]
  readonly empty: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }
  readonly error: string | undefined
}

/** The region that scrolls: the table, or why there is none. */
export function TablePane<Row extends object>(props: TablePaneProps<Row>) {
  const { label, table, list, isSelectable, empty, error } = props
  const router = useRouter()
  const growing = table.getVisibleLeafColumns().filter((column) => column.columnDef.meta?.grow).length
  const isEmpty = table.getRowModel().rows.length === 0
  return (
    <ScrollRegion label={label} isBusy={list.isPending} className="md:max-h-[calc(100dvh-11rem)] md:min-h-48">
      {error === undefined ? (
        <table data-grow={growing} className="group/table w-full border-separate border-spacing-0 text-sm">
          <caption className="sr-only">{label}</caption>
          <TableHead table={table} isSelectable={isSelectable} />
          <TableBody
            table={table}
            body={props.body}
            density={props.density}
            isPending={list.isPending}
            isSelectable={isSelectable}
            focusedId={props.focusedId}
            onFocusRow={props.onFocusRow}
            onOpen={props.onOpen}
            rowHref={props.rowHref}
          />
          <TableTotals table={table} totals={props.totals} isSelectable={isSelectable} />
        </table>
      ) : (
        <ErrorState
          title={error}
          onRetry={() => list.startTransition(() => router.refresh())}
          pending={list.isPending}
        />
      )}
      {error !== undefined || !isEmpty ? null : list.isNarrowed ? (
        <NothingFound onClear={list.clear} />
      ) : (
        <EmptyState title={empty.title} action={empty.action}>
          {empty.children}
        </EmptyState>
      )}
    </ScrollRegion>
  )
}
