'use client'

import { CirclePlus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/cx.ts'
import { Menu, MenuChoice } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { type Filter, filterWords } from './filter.ts'
import { FilterEntry } from './filter-entry.tsx'
import type { ListState } from './use-list-state.ts'

type FilterChipsProps = { readonly filters: readonly Filter[]; readonly list: ListState }

/** Every filter is a chip: dashed while it is off, a short sentence while it is on. `f` goes to the first. */
export function FilterChips({ filters, list }: FilterChipsProps) {
  const chips = useRef<HTMLDivElement>(null)
  useShortcuts(filters.length > 0 ? { f: () => chips.current?.querySelector('button')?.focus() } : {})
  const isAnyOn = filters.some((filter) => list.chosen[filter.key] != null)
  return (
    <div ref={chips} className="flex flex-wrap items-center gap-2 empty:hidden max-sm:order-2 max-sm:w-full">
      {filters.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          value={list.chosen[filter.key] ?? null}
          onChoose={(value) => list.choose(filter.key, value)}
        />
      ))}
      {isAnyOn ? (
        <Button variant="plain" size="sm" onClick={list.clear}>
          Clear
        </Button>
      ) : null}
    </div>
  )
}

type FilterChipProps = {
  readonly filter: Filter
  readonly value: string | null
  readonly onChoose: (value: string | null) => void
}

function FilterChip({ filter, value, onChoose }: FilterChipProps) {
  const isOn = value !== null
  const trigger = (
    <button type="button" className="inline-flex h-full items-center gap-1.5 rounded-md px-2 text-sm [&_svg]:size-3.5">
      {isOn ? null : <CirclePlus aria-hidden className="text-ink-3" />}
      {filter.label}
      {isOn ? <span className="text-ink-3">{filter.kind === 'date' ? '' : 'is'}</span> : null}
      {isOn ? (
        <span className="max-w-48 truncate font-medium text-accent-text">{filterWords(filter, value)}</span>
      ) : null}
    </button>
  )
  return (
    <span
      className={cx(
        'inline-flex h-7 items-center rounded-md border text-ink-2 hover:bg-surface-hover pointer-coarse:h-11',
        isOn ? 'border-line-strong' : 'border-line-strong border-dashed',
      )}
    >
      {'options' in filter ? (
        <Menu trigger={trigger}>
          <MenuChoice label={filter.label} value={value ?? ''} options={filter.options} onValueChange={onChoose} />
        </Menu>
      ) : (
        <Popover title={filter.label} trigger={trigger}>
          {(close) => (
            <FilterEntry
              kind={filter.kind}
              label={filter.label}
              initial={value ?? ''}
              onEnter={(entered) => {
                onChoose(entered)
                close()
              }}
            />
          )}
        </Popover>
      )}
      {isOn ? (
        <button
          type="button"
          aria-label={`Take off the filter ${filter.label}`}
          onClick={() => onChoose(null)}
          className="h-full rounded-md px-1.5 text-ink-3 hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  )
}
