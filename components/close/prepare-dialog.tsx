'use client'

import { useState } from 'react'
import { AttachmentField } from '#components/contracts/attachment-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { prepareTaskAction } from '#lib/reconciliation/actions.ts'
import type { CloseTask } from '#lib/reconciliation/close/read-close.ts'

type PrepareDialogProps = { readonly month: string; readonly task: CloseTask }

/** Says that a task is done, with a comment and what shows it. Somebody else reviews it. */
export function PrepareDialog({ month, task }: PrepareDialogProps) {
  const [attached, setAttached] = useState<{ hash: string; name: string } | null>(null)
  return (
    <FormDialog
      title={task.title}
      description={`${task.how} Somebody else reviews it.`}
      trigger={
        <Button size="sm" aria-label={`Prepare: ${task.title}`}>
          Prepare…
        </Button>
      }
      submitLabel="It is done"
      pendingLabel="Saving…"
      doneWords="Prepared; somebody else reviews it"
      onSubmit={(said) =>
        prepareTaskAction({ month, code: task.code, comment: said('comment'), attachmentHash: attached?.hash ?? '' })
      }
    >
      <p className="text-ink-2 text-sm">{task.check.sentence}</p>
      <Field label="Comment" hint="Needed where the check is open, or by hand.">
        <Textarea name="comment" maxLength={2_000} defaultValue={task.comment} />
      </Field>
      <AttachmentField attached={attached} onChange={setAttached} label="Document" action="/api/journals/attachments" />
    </FormDialog>
  )
}
