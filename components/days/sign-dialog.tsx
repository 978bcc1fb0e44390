'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { signDayAction } from '#lib/reconciliation/actions.ts'

type SignDialogProps = {
  readonly day: string
  readonly words: string
  /** Stands for the figures on the page. */
  readonly token: string
  /** Why the day does not add up; none when it does. */
  readonly points: readonly string[]
}

/** Signs the figures on the page, for ever. */
export function SignDialog({ day, words, token, points }: SignDialogProps) {
  return (
    <FormDialog
      title={`Sign ${words}`}
      description="The figures are kept as they are on this page, with your name. A day is signed once."
      trigger={<Button variant="primary">Sign the day…</Button>}
      submitLabel="Sign the day"
      pendingLabel="Signing…"
      doneWords={`${words} is signed`}
      onSubmit={(said) => signDayAction({ day, token, comment: said('comment') })}
    >
      {points.length === 0 ? (
        <p className="text-ink-2 text-sm">Opening, in and out are closing, and Stripe held the same.</p>
      ) : (
        <ul className="flex flex-col gap-1 text-sm text-warn-ink">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      <Field
        label="Comment"
        hint={points.length === 0 ? 'Only if there is something to say.' : 'Needed: why it is right as it is.'}
      >
        <Textarea name="comment" maxLength={2_000} />
      </Field>
    </FormDialog>
  )
}
