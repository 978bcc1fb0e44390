'use client'

import { Check, Minus } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'className' | 'type' | 'children'> & {
  /** Visible words; without them give an aria-label. */
  readonly label?: ReactNode
  readonly indeterminate?: boolean
}

/** A native checkbox, drawn; works in plain forms. */
export function Checkbox({ label, indeterminate = false, id, ...rest }: CheckboxProps) {
  const ownId = useId()
  const inputId = id ?? ownId
  const box = (
    <span className="relative inline-flex size-4 shrink-0">
      <input
        {...rest}
        id={inputId}
        type="checkbox"
        ref={(element) => {
          if (element) element.indeterminate = indeterminate
        }}
        className="peer size-4 appearance-none rounded-sm border border-line-strong bg-surface-raised transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-ink-3 disabled:opacity-50"
      />
      {indeterminate ? (
        <Minus aria-hidden strokeWidth={3} className="pointer-events-none absolute inset-0.5 size-3 text-accent-ink" />
      ) : (
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute inset-0.5 size-3 text-accent-ink opacity-0 peer-checked:opacity-100"
        />
      )}
    </span>
  )
  if (label === undefined) return box
  return (
    <span className="inline-flex items-start gap-2 text-base pointer-coarse:min-h-11 pointer-coarse:items-center [&>span:first-child]:mt-0.5">
      {box}
      <label htmlFor={inputId}>{label}</label>
    </span>
  )
}
