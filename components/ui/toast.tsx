'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { CircleCheck, CircleX, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'

const manager = Base.createToastManager()

type ToastWords = {
  readonly description?: string
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

const add = (type: 'good' | 'bad' | 'note', title: string, { description, action }: ToastWords = {}) =>
  manager.add({
    type,
    title,
    ...(description ? { description } : {}),
    ...(action ? { actionProps: { children: action.label, onClick: action.onPress } } : {}),
    timeout: type === 'bad' ? 0 : 6_000,
  })

/** Tells the outcome of what was just done. A failure stays until it is dismissed. */
export const toast = {
  good: (title: string, words?: ToastWords) => add('good', title, words),
  bad: (title: string, words?: ToastWords) => add('bad', title, words),
  note: (title: string, words?: ToastWords) => add('note', title, words),
}

const ICONS: Readonly<Record<string, ReactNode>> = {
  good: <CircleCheck aria-hidden className="text-good" />,
  bad: <CircleX aria-hidden className="text-bad" />,
  note: <Info aria-hidden className="text-ink-3" />,
}

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label="Messages"
          className="fixed right-4 bottom-4 left-4 z-50 flex flex-col gap-2 sm:left-auto sm:w-88"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const { toasts } = Base.useToastManager()
  return toasts.map((item) => (
    <Base.Root
      key={item.id}
      toast={item}
      swipeDirection={['right', 'down']}
      className="floats rounded-md bg-surface-raised shadow-float data-limited:hidden"
    >
      <Base.Content className="flex items-start gap-2.5 py-2.5 pr-1.5 pl-3">
        <span className="mt-0.5 [&_svg]:size-4">{ICONS[item.type ?? 'note']}</span>
        <div className="min-w-0 flex-1 break-words">
          <Base.Title className="font-medium" />
          <Base.Description className="text-ink-2 text-sm" />
          <Base.Action className="mt-1 rounded-sm font-medium text-accent-text text-sm hover:underline" />
        </div>
        <Base.Close aria-label="Dismiss" className="rounded-md p-1.5 text-ink-3 hover:bg-surface-hover hover:text-ink">
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}
