'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ActionResult } from '#lib/access/define-action.ts'

type Letter = { readonly subject: string; readonly body: string }

type LetterDialogProps<T> = {
  readonly title: string
  /** On the button that opens it. */
  readonly verb: string
  /** What is written so far; people may say it in other words. */
  readonly letter: Letter
  /** Somebody other than the seller: the form asks for the address. */
  readonly asksWhom?: boolean
  readonly onPropose: (letter: Letter & { readonly to: string }) => Promise<ActionResult<T>>
  readonly onDone?: (data: T) => void
}

/** A letter to somebody outside; it leaves once somebody else approved exactly these words. */
export function LetterDialog<T>({ title, verb, letter, asksWhom = false, onPropose, onDone }: LetterDialogProps<T>) {
  return (
    <FormDialog
      title={title}
      description="Exactly these words leave once somebody else approved them."
      size="md"
      trigger={<Button>{verb}</Button>}
      submitLabel="Propose the mail"
      pendingLabel="Proposing…"
      doneWords="Proposed; it leaves once somebody else approved it"
      onSubmit={(said) => onPropose({ to: said('to'), subject: said('subject'), body: said('body') })}
      {...(onDone === undefined ? {} : { onDone })}
    >
      {asksWhom ? (
        <Field label="To">
          <Input name="to" type="email" required autoComplete="off" />
        </Field>
      ) : null}
      <Field label="Subject">
        <Input name="subject" required maxLength={200} defaultValue={letter.subject} />
      </Field>
      <Field label="What it says">
        <Textarea name="body" required rows={9} maxLength={10_000} defaultValue={letter.body} />
      </Field>
    </FormDialog>
  )
}
