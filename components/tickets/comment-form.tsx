'use client'

import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { commentTicketAction } from '#lib/tickets/actions.ts'

/** Adds a comment to a ticket; comments stay as they were written. */
export function CommentForm({ ticketId }: { readonly ticketId: string }) {
  return (
    <Form
      send={(form) => commentTicketAction({ ticketId, body: String(form.get('body') ?? '') })}
      emptiesAfter
      className="flex flex-col items-start gap-2"
    >
      <div className="w-full max-w-prose">
        <Field label="Comment">
          <Textarea name="body" rows={2} required maxLength={4000} />
        </Field>
      </div>
      <SubmitButton variant="quiet" pendingLabel="Adding…">
        Add the comment
      </SubmitButton>
    </Form>
  )
}
