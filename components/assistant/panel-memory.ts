'use client'

import { useMemo, useSyncExternalStore } from 'react'

type PanelMemory = { readonly isOpen: boolean; readonly conversationId: string | null }

const KEY = 'tieout.assistant'
const CHANGED = 'tieout:assistant'
const FOCUS = 'tieout:assistant-focus'
const CLOSED: PanelMemory = { isOpen: false, conversationId: null }

/** Where the focus was before it went into the panel, and whether the panel should take it when it comes. */
let focusedBefore: Element | null = null
let wantsFocus = false

/** Whether the panel is open in this tab and on which conversation; a reload finds both again. */
export function usePanelMemory(): PanelMemory {
  const stored = useSyncExternalStore(
    subscribe,
    () => window.sessionStorage.getItem(KEY),
    () => null,
  )
  return useMemo(() => read(stored), [stored])
}

/** Opens the panel if it is closed, and puts the focus into its question. */
export function askInPanel(): void {
  const { activeElement } = document
  if (activeElement instanceof Element && activeElement.closest('[data-assistant]') === null)
    focusedBefore = activeElement
  wantsFocus = true
  keep({ isOpen: true })
  window.dispatchEvent(new Event(FOCUS))
}

export function closePanel(): void {
  keep({ isOpen: false })
  leavePanel()
}

/** Which conversation the panel shows; null begins a new one. */
export function showInPanel(conversationId: string | null): void {
  keep({ conversationId })
}

/** Gives the focus back to where it was. */
export function leavePanel(): void {
  // The body holds the focus while nothing does, and cannot take it back.
  const isThere = focusedBefore?.isConnected === true && focusedBefore !== document.body
  const target = isThere ? focusedBefore : document.getElementById('content')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}

/** Whether the focus was asked for since somebody last took it. */
export function takeFocusWish(): boolean {
  const wish = wantsFocus
  wantsFocus = false
  return wish
}

export function onFocusWish(act: () => void): () => void {
  window.addEventListener(FOCUS, act)
  return () => window.removeEventListener(FOCUS, act)
}

function keep(next: Partial<PanelMemory>): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ ...read(window.sessionStorage.getItem(KEY)), ...next }))
  window.dispatchEvent(new Event(CHANGED))
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange)
  return () => window.removeEventListener(CHANGED, onChange)
}

function read(stored: string | null): PanelMemory {
  if (stored === null) return CLOSED
  try {
    const { isOpen, conversationId } = JSON.parse(stored) as Partial<PanelMemory>
    return {
      isOpen: isOpen === true,
      conversationId: typeof conversationId === 'string' && /^cnv_\w+$/.test(conversationId) ? conversationId : null,
    }
  } catch {
    return CLOSED // Somebody else wrote there: the panel begins closed.
  }
}
