'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import { proposeThresholdAction } from '#lib/payouts/actions.ts'

type ThresholdDialogProps = { readonly absolute: WireMoney; readonly perMille: number }

/** Proposes from when on payouts of a currency are flagged. */
export function ThresholdDialog({ absolute, perMille }: ThresholdDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const { currency } = absolute
  const propose = (form: FormData) =>
    startTransition(async () => {
      const text = (name: string) => String(form.get(name) ?? '')
      const result = await proposeThresholdAction({
        currency,
        absolute: text('absolute'),
        perMille: text('perMille'),
        reason: text('reason'),
      })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setOpen(false)
      toast.good('Proposed; an approver decides')
      router.push(`/approvals/${result.data.proposalId}` as Route)
    })
  return (
    <Dialog
      title={`Threshold in ${currency}`}
      description="A payout is flagged when it is off from what our books expected by more than both."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" onClick={() => setOpen(true)}>
          Change {currency}
        </Button>
      }
    >
      <form action={propose} className="flex flex-col gap-4">
        <Field label="Amount">
          <MoneyInput name="absolute" currency={currency} defaultValue={absolute} required />
        </Field>
        <Field label="Per mille of the payout">
          <Input
            name="perMille"
            type="number"
            min={0}
            max={1000}
            step={1}
            defaultValue={perMille.toString()}
            required
          />
        </Field>
        <Field label="Why" hint="The approver reads it.">
          <Textarea name="reason" required minLength={3} maxLength={2000} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
          Propose
        </Button>
      </form>
    </Dialog>
  )
}
