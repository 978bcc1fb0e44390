'use client'

import { useRef, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { commentTicketAction } from '#lib/tickets/actions.ts'

/** Adds a comment to a ticket; comments stay as they were written. */
export function CommentForm({ ticketId }: { readonly ticketId: string }) {
  const form = useRef<HTMLFormElement>(null)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const send = (data: FormData) =>
    startTransition(async () => {
      const result = await commentTicketAction({ ticketId, body: String(data.get('body') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (result.ok) form.current?.reset()
    })
  return (
    <form ref={form} action={send} className="flex flex-col items-start gap-2">
      <div className="w-full max-w-prose">
        <Field label="Comment" error={refusal}>
          <Textarea name="body" rows={2} required maxLength={4000} />
        </Field>
      </div>
      <Button type="submit" pending={pending} pendingLabel="Adding…">
        Add the comment
      </Button>
    </form>
  )
}
