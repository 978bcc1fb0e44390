'use client'

import { type RefObject, useState } from 'react'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'

type RowActions = {
  readonly rowIds: readonly string[]
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly open?: ((rowId: string) => void) | undefined
  readonly select?: ((rowId: string) => void) | undefined
  readonly canPeek: boolean
}

/** j and k walk the rows; enter opens, space peeks, x selects the one in focus. */
export function useRowKeys({ rowIds, body, open, select, canPeek }: RowActions) {
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [peekedId, setPeekedId] = useState<string | null>(null)
  const focused = focusedId !== null && rowIds.includes(focusedId) ? focusedId : null

  const focusRow = (rowId: string | undefined) => {
    if (rowId === undefined) return
    setFocusedId(rowId)
    if (peekedId !== null) setPeekedId(rowId)
    body.current?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(rowId)}"]`)?.focus()
  }
  const step = (by: 1 | -1) => {
    const at = focused === null ? -1 : rowIds.indexOf(focused)
    focusRow(rowIds[at === -1 ? (by === 1 ? 0 : rowIds.length - 1) : Math.min(rowIds.length - 1, Math.max(0, at + by))])
  }
  const onFocused = (act?: (rowId: string) => void) => () => {
    if (focused !== null) act?.(focused)
  }

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ...(open && focused ? { enter: onFocused(open) } : {}),
    ...(select && focused ? { x: onFocused(select) } : {}),
    ...(canPeek && focused ? { space: onFocused((rowId) => setPeekedId(rowId === peekedId ? null : rowId)) } : {}),
  })

  return { focusedId: focused, setFocusedId, peekedId, closePeek: () => setPeekedId(null) }
}
