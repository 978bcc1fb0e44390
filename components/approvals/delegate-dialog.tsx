'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { delegateAction } from '#lib/approvals/actions.ts'

type DelegateDialogProps = {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** Proposes that somebody else decides in one's place for some days. */
export function DelegateDialog({ people, today }: DelegateDialogProps) {
  const router = useRouter()
  return (
    <FormDialog
      title="Let somebody decide in your place?"
      description="Another approver agrees to it. Together you have one voice, and neither of you decides about what either of you proposed or changed."
      trigger={<Button>Delegate…</Button>}
      submitLabel="Propose the delegation"
      pendingLabel="Proposing…"
      doneWords="Proposed; another approver agrees"
      onSubmit={(said) =>
        delegateAction({
          toPersonId: said('toPersonId'),
          from: said('from'),
          to: said('to'),
          reason: said('reason'),
        })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Who">
        <Select name="toPersonId" options={people.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field label="First day">
        <Input name="from" type="date" required defaultValue={today} />
      </Field>
      <Field label="Last day">
        <Input name="to" type="date" required defaultValue={today} />
      </Field>
      <Field label="Reason">
        <Textarea name="reason" required minLength={3} />
      </Field>
    </FormDialog>
  )
}
