'use client'

import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

type ErrorStateProps = {
  /** What could not be done: "The settlements could not be loaded". */
  readonly title: string
  readonly children?: ReactNode
  /** Finds the fault in the log. */
  readonly reference?: string | undefined
  readonly onRetry?: () => void
  readonly pending?: boolean
  /** It is the whole page: the title becomes its heading. */
  readonly isPage?: boolean
}

/** A fault in the place of what it hit, with a retry. */
export function ErrorState({ title, children, reference, onRetry, pending = false, isPage = false }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <TriangleAlert aria-hidden className="mb-2 size-6 text-bad" />
      {isPage ? <h1 className="font-semibold text-lg">{title}</h1> : <p className="font-medium text-base">{title}</p>}
      {children ? <div className="max-w-md text-balance text-ink-2">{children}</div> : null}
      {reference ? (
        <p className="text-ink-3 text-sm">
          Reference <span className="font-mono">{reference}</span>
        </p>
      ) : null}
      {onRetry ? (
        <div className="mt-3">
          <Button
            icon={<RotateCw aria-hidden className="size-4" />}
            onClick={onRetry}
            pending={pending}
            pendingLabel="Trying again…"
          >
            Try again
          </Button>
        </div>
      ) : null}
    </div>
  )
}
