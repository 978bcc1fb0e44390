'use client'

import { useMemo, useSyncExternalStore } from 'react'

type Preferences = {
  readonly density: 'compact' | 'comfortable'
  /** By column id; a column that is not named follows its own default. */
  readonly columns: Readonly<Record<string, boolean>>
}

const DEFAULTS: Preferences = { density: 'compact', columns: {} }
const CHANGED = 'tieout:table-preferences'

/** How this person likes this table, remembered in this browser. */
export function useTablePreferences(tableId: string) {
  const storageKey = `tieout.table.${tableId}`
  const stored = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(storageKey),
    () => null,
  )
  const preferences = useMemo(() => read(stored), [stored])
  const keep = (next: Partial<Preferences>) => {
    window.localStorage.setItem(storageKey, JSON.stringify({ ...preferences, ...next }))
    window.dispatchEvent(new Event(CHANGED))
  }
  return { preferences, keep }
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange)
  window.addEventListener('storage', onChange)
  return () => {
    window.removeEventListener(CHANGED, onChange)
    window.removeEventListener('storage', onChange)
  }
}

function read(stored: string | null): Preferences {
  if (stored === null) return DEFAULTS
  const value: unknown = parsed(stored)
  if (typeof value !== 'object' || value === null) return DEFAULTS
  const { density, columns } = value as Partial<Preferences>
  return {
    density: density === 'comfortable' ? 'comfortable' : 'compact',
    columns: typeof columns === 'object' && columns !== null ? columns : {},
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Somebody else wrote there: the defaults serve.
  }
}
