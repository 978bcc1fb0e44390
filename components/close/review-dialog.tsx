'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { reviewTaskAction } from '#lib/reconciliation/actions.ts'
import type { CloseTask } from '#lib/reconciliation/close/read-close.ts'

const ANSWERS = [
  { value: 'agree', label: 'It is right' },
  { value: 'return', label: 'Give it back' },
] as const

type ReviewDialogProps = { readonly month: string; readonly task: CloseTask }

/** Agrees with what somebody else prepared, or gives it back with the reason. */
export function ReviewDialog({ month, task }: ReviewDialogProps) {
  return (
    <FormDialog
      title={`Review: ${task.title}`}
      description={`Prepared by ${task.preparedByName}. ${task.comment}`}
      trigger={
        <Button size="sm" aria-label={`Review: ${task.title}`}>
          {task.reviewedAt === null ? 'Review…' : 'Review again…'}
        </Button>
      }
      submitLabel="Save the review"
      pendingLabel="Saving…"
      doneWords="Reviewed"
      onSubmit={(said) =>
        reviewTaskAction({ month, code: task.code, isAgreed: said('answer') === 'agree', comment: said('comment') })
      }
    >
      <p className="text-ink-2 text-sm">{task.check.sentence}</p>
      <Field label="Answer">
        <Select name="answer" options={ANSWERS} />
      </Field>
      <Field label="Comment" hint="Needed when it is given back.">
        <Textarea name="comment" maxLength={2_000} />
      </Field>
    </FormDialog>
  )
}
