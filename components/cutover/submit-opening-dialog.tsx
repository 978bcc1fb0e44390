'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { submitOpeningAction } from '#lib/cutover/actions.ts'

type SubmitOpeningDialogProps = { readonly sheetId: string; readonly differing: number; readonly explanation: string }

/** Puts the opening entry before the gate: two people sign, neither of them whoever uploaded or submits it. */
export function SubmitOpeningDialog({ sheetId, differing, explanation }: SubmitOpeningDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, startTransition] = useTransition()
  const submit = (form: FormData) =>
    startTransition(async () => {
      const result = await submitOpeningAction({ sheetId, explanation: String(form.get('explanation') ?? '') })
      setProblem(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('Submitted; two people sign')
      router.push(`/approvals/${result.data.proposalId}` as Route)
    })
  const isOfField = problem?.field === 'explanation'
  return (
    <Dialog
      title="Open the books with this sheet?"
      description="One entry brings every seller to what the sheet says, once. Two people sign it; neither you nor whoever uploaded the sheet can."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Submit for two signatures…</Button>}
    >
      <form action={submit} className="flex flex-col gap-4">
        <Field
          label={
            differing === 0
              ? 'Note'
              : `Why ${differing === 1 ? 'one balance differs' : `${differing} balances differ`} from our books`
          }
          optional={differing === 0}
          error={isOfField ? problem.message : undefined}
        >
          <Textarea name="explanation" required={differing > 0} defaultValue={explanation} maxLength={2_000} />
        </Field>
        {problem === undefined || isOfField ? null : <Banner tone="bad">{problem.message}</Banner>}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Submitting…">
            Submit it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
