'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type SaveViewFormProps = {
  readonly pending: boolean
  readonly problem: string | undefined
  readonly onSave: (view: { readonly name: string; readonly isShared: boolean }) => void
}

/** Keeps what the list shows now under a name. */
export function SaveViewForm({ pending, problem, onSave }: SaveViewFormProps) {
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  return (
    <form
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSave({ name, isShared })
      }}
    >
      <Field label="Keep this view as" error={problem}>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} required />
      </Field>
      <Checkbox
        label="Share with everybody"
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Button type="submit" size="sm" pending={pending} pendingLabel="Saving…">
        Save
      </Button>
    </form>
  )
}
