'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { delegateAction } from '#lib/approvals/actions.ts'

type DelegateDialogProps = {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** Proposes that somebody else decides in one's place for some days. */
export function DelegateDialog({ people, today }: DelegateDialogProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (field: string) => String(form.get(field) ?? '')
    setPending(true)
    const result = await delegateAction({
      toPersonId: said('toPersonId'),
      from: said('from'),
      to: said('to'),
      reason: said('reason'),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal.message)
    setOpen(false)
    toast.good('Proposed; another approver agrees')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  return (
    <Dialog
      title="Let somebody decide in your place?"
      description="Another approver agrees to it. Together you have one voice, and neither of you decides about what either of you proposed or changed."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Delegate…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Who">
          <Select name="toPersonId" options={people.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Field label="First day">
          <Input name="from" type="date" required defaultValue={today} />
        </Field>
        <Field label="Last day">
          <Input name="to" type="date" required defaultValue={today} />
        </Field>
        <Field label="Reason" error={problem}>
          <Textarea name="reason" required minLength={3} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
            Propose the delegation
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
