'use client'

import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type FilterEntryProps = {
  readonly kind: 'date' | 'text'
  readonly label: string
  readonly initial: string
  readonly onEnter: (value: string | null) => void
}

/** The little form behind a chip whose value is typed. */
export function FilterEntry({ kind, label, initial, onEnter }: FilterEntryProps) {
  const [value, setValue] = useState(initial)
  return (
    <Form
      className="flex flex-col gap-3"
      send={async () => {
        onEnter(value.trim() || null)
        return { ok: true }
      }}
    >
      <Field label={label}>
        <Input type={kind} value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <SubmitButton size="sm" pendingLabel="Applying…">
        Apply
      </SubmitButton>
    </Form>
  )
}
