'use client'

import { Field as Base } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

type InputProps = Omit<ComponentProps<'input'>, 'className' | 'value' | 'defaultValue' | 'style'> & {
  readonly value?: string | undefined
  readonly defaultValue?: string | undefined
  readonly mono?: boolean
}

/** One line of text. Inside a Field it takes that field's label, hint and error. */
export function Input({ mono = false, ...rest }: InputProps) {
  return <Base.Control {...rest} className={cx('control pointer-coarse:h-11', mono && 'font-mono text-sm')} />
}
