'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useSyncExternalStore } from 'react'
import { closePanel, leavePanel } from './panel-memory.ts'

/** As wide as the navigation needs to stand beside the page: below it the panel covers the page. */
const BESIDE = '(min-width: 64rem)'

/** Beside the page on a wide screen, where it pushes; over it on a narrow one, as a sheet that keeps the focus. */
export function PanelFrame({ children }: { readonly children: ReactNode }) {
  const isBeside = useSyncExternalStore(watchWidth, () => window.matchMedia(BESIDE).matches)
  return isBeside ? <Beside>{children}</Beside> : <Sheet>{children}</Sheet>
}

function Beside({ children }: { readonly children: ReactNode }) {
  const frame = useRef<HTMLElement>(null)
  const press = (event: KeyboardEvent) => {
    // Menus and dialogs of the panel are drawn elsewhere: their keys are theirs.
    const isOurs = event.target instanceof Node && frame.current?.contains(event.target)
    if (event.key === 'Escape' && isOurs && !event.defaultPrevented) leavePanel()
  }
  return (
    <aside
      ref={frame}
      data-assistant
      aria-label="Assistant"
      onKeyDown={press}
      className="sticky top-0 flex h-dvh w-100 flex-col border-line border-l bg-surface"
    >
      {children}
    </aside>
  )
}

function Sheet({ children }: { readonly children: ReactNode }) {
  const popup = useRef<HTMLDivElement>(null)
  /** What a link leads to is under the sheet. */
  const follow = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a[href]') !== null) closePanel()
  }
  return (
    <Base.Root open onOpenChange={(open) => (open ? undefined : closePanel())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          onClick={follow}
          data-layer="modal"
          data-assistant
          aria-label="Assistant"
          className="fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-surface shadow-float sm:w-104"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function watchWidth(onChange: () => void): () => void {
  const media = window.matchMedia(BESIDE)
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}
