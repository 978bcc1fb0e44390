'use client'

import { Field as Base } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import { isValidElement, type ReactNode } from 'react'
import { useRefusal } from './form.tsx'

type FieldProps = {
  readonly label: string
  readonly hint?: ReactNode
  /** The name a refusal calls it by. Left out: its control's. */
  readonly name?: string | undefined
  /** What is wrong and how to put it right. Left out: what the form around was refused for here. */
  readonly error?: string | undefined
  /** Shown beside the label; everything else is required. */
  readonly optional?: boolean
  readonly disabled?: boolean
  /** One Input, Textarea, Select or MoneyInput: it finds its label, hint and error by itself. */
  readonly children: ReactNode
}

/** Label above, hint below, error under the control. */
export function Field({ label, hint, name, error, optional = false, disabled = false, children }: FieldProps) {
  const refusal = useRefusal(name ?? nameOf(children))
  const problem = error ?? refusal
  return (
    <Base.Root invalid={problem !== undefined} disabled={disabled} className="flex flex-col gap-1.5">
      <Base.Label className="font-medium text-ink text-sm">
        {label}
        {optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
      </Base.Label>
      {children}
      {hint ? <Base.Description className="text-ink-3 text-sm">{hint}</Base.Description> : null}
      {problem === undefined ? null : (
        <Base.Error match className="flex items-start gap-1.5 text-bad-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {problem}
        </Base.Error>
      )}
    </Base.Root>
  )
}

const nameOf = (control: ReactNode) => (isValidElement<{ name?: string }>(control) ? control.props.name : undefined)
