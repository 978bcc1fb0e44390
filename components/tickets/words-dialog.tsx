'use client'

import { type ReactElement, useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
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

/** Asks for the words a step on tickets needs, and shows its refusal. */
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
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const submit = (form: FormData) =>
    startTransition(async () => {
      const refused = await onSubmit(String(form.get('words') ?? ''))
      setRefusal(refused)
      if (refused === undefined) setOpen(false)
    })
  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={trigger(() => setOpen(true))}
    >
      <form action={submit} className="flex flex-col gap-4">
        <Field label={label} hint={hint}>
          <Textarea name="words" required minLength={3} maxLength={1000} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel={pendingLabel}>
          {confirmLabel}
        </Button>
      </form>
    </Dialog>
  )
}
