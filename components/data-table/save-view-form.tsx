'use client'

import { useState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, type FormAnswer } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type SaveViewFormProps = {
  readonly onSave: (view: { readonly name: string; readonly isShared: boolean }) => Promise<FormAnswer>
}

/** Keeps what the list shows now under a name. */
export function SaveViewForm({ onSave }: SaveViewFormProps) {
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  return (
    <Form className="flex flex-col gap-3 border-line border-t pt-3" send={() => onSave({ name, isShared })}>
      <Field label="Keep this view as" name="name">
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} required />
      </Field>
      <Checkbox
        label="Share with everybody"
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <SubmitButton variant="quiet" size="sm" pendingLabel="Saving…">
        Save
      </SubmitButton>
    </Form>
  )
}
