'use client'

import { type ReactElement, useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

type WordsDialogProps = {
  readonly title: string
  readonly trigger: (open: () => void) => ReactElement
  readonly label?: string
  readonly hint?: string
  readonly confirmLabel: string
  readonly pendingLabel: string
  /** Does it with the words. Answers a sentence when it was refused: the dialog stays. */
  readonly onSubmit: (words: string) => Promise<string | undefined>
}

/** Asks for the words a step needs, and shows its refusal. */
export function WordsDialog({
  title,
  trigger,
  label = 'What was done',
  hint = 'Kept with the ticket and in the audit trail.',
  confirmLabel,
  pendingLabel,
  onSubmit,
}: WordsDialogProps) {
  const [open, setOpen] = useState(false)
  const submit = async (words: string) => {
    const message = await onSubmit(words)
    return message === undefined
      ? { ok: true as const, data: null }
      : { ok: false as const, refusal: { message, field: 'words' } }
  }
  return (
    <FormDialog
      title={title}
      open={open}
      onOpenChange={setOpen}
      trigger={trigger(() => setOpen(true))}
      submitLabel={confirmLabel}
      pendingLabel={pendingLabel}
      onSubmit={(said) => submit(said('words'))}
    >
      <Field label={label} hint={hint}>
        <Textarea name="words" required minLength={3} maxLength={1000} />
      </Field>
    </FormDialog>
  )
}
