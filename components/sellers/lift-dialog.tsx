'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { releaseHoldAction } from '#lib/settlements/actions.ts'

type LiftDialogProps = { readonly holdId: string; readonly sellerName: string }

/** Lets a seller's money go on, with the reason; a second person agrees where the policy asks for one. */
export function LiftDialog({ holdId, sellerName }: LiftDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const lift = (form: FormData) =>
    startTransition(async () => {
      const result = await releaseHoldAction({ holdId, reason: String(form.get('reason') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setOpen(false)
      toast.good(
        result.data.proposalId === null ? `${sellerName} is not held any more` : 'Proposed; somebody else agrees',
      )
    })
  return (
    <Dialog
      title={`Lift the hold on ${sellerName}?`}
      description="What waited for it is checked again and proposed. Where the policy asks for a second person, neither you nor whoever placed the hold can agree."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Lift…</Button>}
    >
      <form action={lift} className="flex flex-col gap-4">
        <Field label="Why the money may go on">
          <Textarea name="reason" required minLength={3} maxLength={500} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Lifting…">
          Lift the hold
        </Button>
      </form>
    </Dialog>
  )
}
