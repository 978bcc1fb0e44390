'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import { proposeThresholdAction } from '#lib/payouts/actions.ts'

type ThresholdDialogProps = { readonly absolute: WireMoney; readonly perMille: number }

/** Proposes from when on payouts of a currency are flagged. */
export function ThresholdDialog({ absolute, perMille }: ThresholdDialogProps) {
  const router = useRouter()
  const { currency } = absolute
  return (
    <FormDialog
      title={`Threshold in ${currency}`}
      description="A payout is flagged when it is off from what our books expected by more than both."
      trigger={<Button size="sm">Change {currency}</Button>}
      submitLabel="Propose"
      pendingLabel="Proposing…"
      doneWords="Proposed; an approver decides"
      onSubmit={(said) =>
        proposeThresholdAction({
          currency,
          absolute: said('absolute'),
          perMille: said('perMille'),
          reason: said('reason'),
        })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Amount">
        <MoneyInput name="absolute" currency={currency} defaultValue={absolute} required />
      </Field>
      <Field label="Per mille of the payout">
        <Input name="perMille" type="number" min={0} max={1000} step={1} defaultValue={perMille.toString()} required />
      </Field>
      <Field label="Why" hint="The approver reads it.">
        <Textarea name="reason" required minLength={3} maxLength={2000} />
      </Field>
    </FormDialog>
  )
}
