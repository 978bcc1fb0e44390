'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

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
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onEnter(value.trim() || null)
      }}
    >
      <Field label={label}>
        <Input type={kind} value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="sm">
        Apply
      </Button>
    </form>
  )
}
