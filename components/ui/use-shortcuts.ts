'use client'

import { useEffect, useRef } from 'react'
import { type ChordStart, nameOfPress } from './shortcut-chord.ts'

/** Keys to what they do. One key (`a`, `?`, `space`, `enter`, `esc`) or two in a row (`g t`). */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

type Layer = { current: Shortcuts }

type ShortcutOptions = {
  readonly enabled?: boolean
  /** Everything else on the page goes before it, whenever it came. */
  readonly isFallback?: boolean
}

const KEY_NAMES: Readonly<Record<string, string>> = { ' ': 'space', Enter: 'enter', Escape: 'esc' }
const PRESSES = 'button, a, summary, input, [role^="menuitem"], [role="tab"], [role="option"]'

/** Fallbacks first, then by time of mounting: the last that knows a key takes it. Shared, so that `g a` is never also `a`. */
const layers: Layer[] = []
let chordStart: ChordStart = null

/**
 * Binds single keys while the component is there.
 *
 * Silent while the person types, while a modal layer or a menu is open and with modifier keys; space and enter
 * on a focused button or link stay the browser's.
 */
export function useShortcuts(shortcuts: Shortcuts, { enabled = true, isFallback = false }: ShortcutOptions = {}): void {
  const layer = useRef(shortcuts)
  useEffect(() => {
    layer.current = shortcuts
  })

  useEffect(() => {
    if (!enabled) return
    if (isFallback) layers.unshift(layer)
    else layers.push(layer)
    if (layers.length === 1) document.addEventListener('keydown', press)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) document.removeEventListener('keydown', press)
    }
  }, [enabled, isFallback])
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTaken(event)) return
  const key = KEY_NAMES[event.key] ?? event.key
  const startsChord = (candidate: string) =>
    layers.some((layer) => Object.keys(layer.current).some((name) => name.startsWith(`${candidate} `)))
  const named = nameOfPress(chordStart, { key, atMs: event.timeStamp }, startsChord)
  chordStart = named.start

  const act = layers.findLast((layer) => layer.current[named.name])?.current[named.name]
  if (!act) return
  event.preventDefault()
  act(event)
}

function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('[data-layer="modal"], [role="menu"]')) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
    return true
  return (event.key === ' ' || event.key === 'Enter') && target.matches(PRESSES)
}
