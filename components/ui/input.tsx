'use client'

import { Field as Base } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

type InputProps = Omit<ComponentProps<'input'>, 'className' | 'value' | 'defaultValue' | 'style'> & {
  readonly value?: string | undefined
  readonly defaultValue?: string | undefined
  readonly mono?: boolean
}

/** The browser's own button within, in the middle of the line. */
const FILE =
  'leading-7.5 pointer-coarse:leading-10.5 file:mr-3 file:h-6 file:rounded-sm file:border file:border-line file:bg-surface file:px-2 file:text-ink file:text-sm file:leading-5'

/** One line of text. Inside a Field it takes that field's label, hint and error. */
export function Input({ mono = false, ...rest }: InputProps) {
  return (
    <Base.Control
      {...rest}
      className={cx('control pointer-coarse:h-11', mono && 'font-mono text-sm', rest.type === 'file' && FILE)}
    />
  )
}
