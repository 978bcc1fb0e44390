'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resumeAction } from '#lib/approvals/actions.ts'

/** Proposes that executions go on. Two people must agree. */
export function ReleasePauseDialog({ waiting }: { readonly waiting: number }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setPending(true)
    const result = await resumeAction({ reason: String(new FormData(event.currentTarget).get('reason') ?? '') })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal.message)
    setOpen(false)
    toast.good('Proposed; two people must agree')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  return (
    <Dialog
      title="Propose to let executions go on?"
      description={`Two people other than you must agree. Then ${waiting} approved proposals are carried out, each after every check ran again.`}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Release the pause…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Why it is safe to go on" error={problem}>
          <Textarea name="reason" required minLength={3} autoFocus />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Stay paused</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
            Propose the release
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
