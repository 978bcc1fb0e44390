'use client'

import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ActionResult } from '#lib/access/define-action.ts'

type FormDialogProps = {
  readonly title: string
  readonly description: string
  readonly trigger: ReactElement
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly doneWords: string
  /** The fields, given what was refused. */
  readonly children: (problem: string | undefined) => ReactNode
  readonly onSubmit: (said: (field: string) => string) => Promise<ActionResult<unknown>>
}

/** A small form over the page: it stays open with the reason when it is refused. */
export function FormDialog(props: FormDialogProps) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
    setPending(true)
    const result = await props.onSubmit((field) => String(form.get(field) ?? ''))
    setPending(false)
    if (!result.ok) return setProblem(result.refusal.message)
    setProblem(undefined)
    setOpen(false)
    toast.good(props.doneWords)
  }

  return (
    <Dialog
      title={props.title}
      description={props.description}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={props.trigger}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {props.children(problem)}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel={props.pendingLabel}>
            {props.submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
