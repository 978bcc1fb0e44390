'use client'

import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

type SwitchProps = {
  readonly label: string
  readonly hint?: string
  readonly checked?: boolean
  readonly defaultChecked?: boolean
  readonly disabled?: boolean
  readonly name?: string
  readonly onCheckedChange?: (checked: boolean) => void
}

/** On or off, at once. */
export function Switch({ label, hint, onCheckedChange, ...rest }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Base.Root
        {...rest}
        onCheckedChange={(checked) => onCheckedChange?.(checked)}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-px h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="block size-4 rounded-full bg-accent-ink shadow-sm transition-transform data-checked:translate-x-4" />
      </Base.Root>
      <div>
        <div id={id} className="font-medium text-base">
          {label}
        </div>
        {hint ? (
          <div id={`${id}-hint`} className="text-ink-3 text-sm">
            {hint}
          </div>
        ) : null}
      </div>
    </div>
  )
}
