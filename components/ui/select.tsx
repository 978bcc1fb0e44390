'use client'

import { Field as Base } from '@base-ui/react/field'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'

export type SelectOption = { readonly value: string; readonly label: string; readonly disabled?: boolean }

type SelectProps = Omit<ComponentProps<'select'>, 'className' | 'value' | 'defaultValue' | 'children' | 'style'> & {
  readonly options: readonly SelectOption[]
  readonly value?: string | undefined
  readonly defaultValue?: string | undefined
}

/** One of a short list. The browser's own control: it works on a phone, with a keyboard and in a plain form. */
export function Select({ options, value, defaultValue, name, ...rest }: SelectProps) {
  const control = useRef<HTMLSelectElement>(null)
  const first = useRef(value)
  useEffect(() => {
    // What was chosen before the page was ready is there, but nobody was told.
    const { current } = control
    const isEarly = first.current !== undefined && current !== null && !['', first.current].includes(current.value)
    if (isEarly) current.dispatchEvent(new Event('change', { bubbles: true }))
  }, [])
  return (
    <span className="relative block">
      <Base.Control
        name={name}
        value={value}
        defaultValue={defaultValue}
        render={
          <select {...rest} ref={control} className="control appearance-none pr-8 pointer-coarse:h-11">
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
        }
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-3" />
    </span>
  )
}
