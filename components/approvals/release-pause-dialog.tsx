'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { resumeAction } from '#lib/approvals/actions.ts'

/** Proposes that executions go on. Two people must agree. */
export function ReleasePauseDialog({ waiting }: { readonly waiting: number }) {
  const router = useRouter()
  return (
    <FormDialog
      title="Propose to let executions go on?"
      description={`Two people other than you must agree. Then ${waiting} approved proposals are carried out, each after every check ran again.`}
      trigger={<Button variant="primary">Release the pause…</Button>}
      submitLabel="Propose the release"
      pendingLabel="Proposing…"
      leaveLabel="Stay paused"
      doneWords="Proposed; two people must agree"
      onSubmit={(said) => resumeAction({ reason: said('reason') })}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Why it is safe to go on">
        <Textarea name="reason" required minLength={3} autoFocus />
      </Field>
    </FormDialog>
  )
}
