'use client'

import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useMemo, useTransition } from 'react'
import type { Filter } from './filter.ts'
import { listParams, type PageSize } from './list-params.ts'

const SEARCH_PAUSE_MS = 250
const FIRST_PAGE = { after: null, before: null } as const

/** The list's state, which lives in the address. Any change but turning the page goes back to the first page. */
export function useListState(filters: readonly Filter[]) {
  const [isPending, startTransition] = useTransition()
  const keys = filters.map((filter) => filter.key).join(' ')
  const parsers = useMemo(
    () =>
      Object.fromEntries(
        keys
          .split(' ')
          .filter(Boolean)
          .map((key) => [key, parseAsString]),
      ),
    [keys],
  )
  const options = { shallow: false, history: 'push', startTransition } as const
  const [list, setList] = useQueryStates(listParams, options)
  const [chosen, setChosen] = useQueryStates(parsers, options)

  return {
    list,
    chosen,
    isPending,
    startTransition,
    isNarrowed: list.q !== null || Object.values(chosen).some((value) => value !== null),
    search: (text: string) =>
      void setList(
        { q: text.trim() || null, ...FIRST_PAGE },
        { history: 'replace', limitUrlUpdates: debounce(text === '' ? 0 : SEARCH_PAUSE_MS) },
      ),
    sortBy: (sort: string | null, dir: 'asc' | 'desc' | null) => void setList({ sort, dir, ...FIRST_PAGE }),
    turnTo: (cursor: { after: string | null; before: string | null }) => void setList(cursor),
    choosePageSize: (limit: PageSize) => void setList({ limit, ...FIRST_PAGE }),
    choose: (key: string, value: string | null) => {
      void setList(FIRST_PAGE)
      void setChosen({ [key]: value })
    },
    clear: () => {
      void setList({ q: null, ...FIRST_PAGE })
      void setChosen(null)
    },
  }
}

export type ListState = ReturnType<typeof useListState>
