'use client'

import { type ReactNode, useId } from 'react'
import { useRefusal } from '#components/ui/form.tsx'

type ControlProps = {
  readonly name: string
  readonly id: string
  readonly 'aria-invalid'?: true
  readonly 'aria-describedby'?: string
}

type LabelledProps = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** The control, given what ties it to its label, hint and refusal. */
  readonly children: (control: ControlProps) => ReactNode
}

/** A plain control of the portal: label above, hint and refusal below. Lighter than the console's fields. */
export function Labelled({ name, label, hint, children }: LabelledProps) {
  const id = useId()
  const refusal = useRefusal(name)
  const described = [hint && `${id}-hint`, refusal && `${id}-refusal`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <label htmlFor={id}>{label}</label>
      {children({
        name,
        id,
        ...(refusal === undefined ? {} : { 'aria-invalid': true }),
        ...(described === '' ? {} : { 'aria-describedby': described }),
      })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-ink-3">
          {hint}
        </p>
      )}
      {refusal === undefined ? null : (
        <p id={`${id}-refusal`} className="text-bad-ink">
          {refusal}
        </p>
      )}
    </div>
  )
}
