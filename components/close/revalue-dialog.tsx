'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { revalueMonthAction } from '#lib/reconciliation/actions.ts'

/** Proposes to revalue a month's foreign balances. */
export function RevalueDialog({ month }: { readonly month: string }) {
  const router = useRouter()
  return (
    <FormDialog
      title={`Revalue the foreign balances of ${monthWords(month)}?`}
      description="At the stored rates of the month’s last day; reversed the day after. Somebody else approves it."
      trigger={<Button>Revalue…</Button>}
      submitLabel="Propose the revaluation"
      pendingLabel="Proposing…"
      doneWords="Proposed; somebody else approves it"
      onSubmit={(said) => revalueMonthAction({ month, reason: said('reason') })}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Why">
        <Textarea name="reason" required minLength={3} maxLength={2_000} defaultValue="Month end." />
      </Field>
    </FormDialog>
  )
}
