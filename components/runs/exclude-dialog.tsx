'use client'

import { useState, useTransition } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { excludeFromRunAction } from '#lib/settlements/actions.ts'
import type { RunItem } from '#lib/settlements/runs/read-run.ts'

type ExcludeDialogProps = { readonly runId: string; readonly item: RunItem }

/** Leaves a transfer out of the run, with the reason. */
export function ExcludeDialog({ runId, item }: ExcludeDialogProps) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const leaveOut = (form: FormData) =>
    startTransition(async () => {
      const reason = String(form.get('reason') ?? '')
      const result = await excludeFromRunAction({ runId, proposalId: item.proposalId, reason })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (result.ok) setOpen(false)
    })
  return (
    <Dialog
      title={`Leave out ${item.sellerName}, ${item.title}?`}
      description="It may be in the next run, or be approved by itself."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Leave out…</Button>}
    >
      <form action={leaveOut} className="flex flex-col gap-4">
        <p>
          <MoneyText amount={item.net} />
        </p>
        <Field label="Why" error={problem}>
          <Input name="reason" required minLength={3} maxLength={300} />
        </Field>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Leaving out…">
          Leave it out
        </Button>
      </form>
    </Dialog>
  )
}
