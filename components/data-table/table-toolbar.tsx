'use client'

import { Columns3, Download, FileSpreadsheet, Rows3, Rows4 } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuCheck, MenuLabel } from '#components/ui/menu.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { Filter } from './filter.ts'
import { FilterChips } from './filter-chips.tsx'
import { SavedViews } from './saved-views.tsx'
import { SearchBox } from './search-box.tsx'
import type { ListState } from './use-list-state.ts'

type TableToolbarProps = {
  readonly filters: readonly Filter[]
  readonly list: ListState
  readonly searchPlaceholder: string | undefined
  readonly exportHref: string | undefined
  readonly density: 'compact' | 'comfortable'
  readonly onDensityChange: (density: 'compact' | 'comfortable') => void
  readonly columns: readonly { readonly id: string; readonly label: string; readonly visible: boolean }[]
  readonly onColumnChange: (columnId: string, visible: boolean) => void
}

/** Search, filters, and how the table shows itself. */
export function TableToolbar(props: TableToolbarProps) {
  const { filters, list, searchPlaceholder, exportHref, density, columns } = props
  const exported = useExportHref(exportHref)
  useShortcuts(exported ? { e: () => window.location.assign(exported) } : {})
  return (
    <div className="flex flex-wrap items-center gap-2">
      {searchPlaceholder === undefined ? null : (
        <SearchBox initial={list.list.q ?? ''} placeholder={searchPlaceholder} onSearch={list.search} />
      )}
      <FilterChips filters={filters} list={list} />
      <div className="ml-auto flex items-center max-sm:order-1">
        <span className="pointer-coarse:hidden">
          <IconButton
            label={density === 'compact' ? 'Comfortable rows' : 'Compact rows'}
            icon={density === 'compact' ? <Rows3 /> : <Rows4 />}
            onClick={() => props.onDensityChange(density === 'compact' ? 'comfortable' : 'compact')}
          />
        </span>
        <SavedViews />
        <Menu align="end" trigger={<IconButton label="Columns" icon={<Columns3 />} />}>
          <MenuLabel>Columns</MenuLabel>
          {columns.map((column, index) => (
            <MenuCheck
              key={column.id}
              checked={column.visible}
              disabled={index === 0}
              onCheckedChange={(visible) => props.onColumnChange(column.id, visible)}
            >
              {column.label}
            </MenuCheck>
          ))}
        </Menu>
        {exported === undefined ? null : (
          <>
            <ExportLink href={exported} label="Export as CSV" tip="Export these rows as CSV" shortcut="e">
              <Download aria-hidden className="size-4" />
            </ExportLink>
            <ExportLink
              href={`${exported}${exported.includes('?') ? '&' : '?'}format=xlsx`}
              label="Export as a spreadsheet"
              tip="Export these rows as a spreadsheet, with totals"
            >
              <FileSpreadsheet aria-hidden className="size-4" />
            </ExportLink>
          </>
        )}
      </div>
    </div>
  )
}

type ExportLinkProps = {
  readonly href: string
  readonly label: string
  readonly tip: string
  readonly shortcut?: string
  readonly children: ReactNode
}

function ExportLink({ href, label, tip, shortcut, children }: ExportLinkProps) {
  return (
    <Tooltip text={tip} {...(shortcut === undefined ? {} : { shortcut })}>
      <a
        href={href}
        download
        aria-label={label}
        className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-surface-hover hover:text-ink pointer-coarse:size-11"
      >
        {children}
      </a>
    </Tooltip>
  )
}

/** The export answers for what the table shows: same search, filters and order, every page of it. */
function useExportHref(exportHref: string | undefined): string | undefined {
  const params = new URLSearchParams(useSearchParams())
  if (exportHref === undefined) return undefined
  for (const key of ['after', 'before', 'limit']) params.delete(key)
  const [path = '', own] = exportHref.split('?')
  for (const [key, value] of new URLSearchParams(own)) params.set(key, value)
  const query = params.toString()
  return query ? `${path}?${query}` : path
}
