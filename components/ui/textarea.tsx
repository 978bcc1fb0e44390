'use client'

import { Field as Base } from '@base-ui/react/field'
import type { ComponentProps } from 'react'

type TextareaProps = Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'defaultValue' | 'style'> & {
  readonly value?: string | undefined
  readonly defaultValue?: string | undefined
}

/** Several lines of text. Inside a Field it takes that field's label, hint and error. */
export function Textarea({ rows = 3, value, defaultValue, name, ...rest }: TextareaProps) {
  return (
    <Base.Control
      name={name}
      value={value}
      defaultValue={defaultValue}
      render={<textarea {...rest} rows={rows} className="control h-auto resize-y py-1.5" />}
    />
  )
}
