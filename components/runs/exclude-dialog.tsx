'use client'

import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { excludeFromRunAction } from '#lib/settlements/actions.ts'
import type { RunItem } from '#lib/settlements/runs/read-run.ts'

type ExcludeDialogProps = { readonly runId: string; readonly item: RunItem }

/** Leaves a transfer out of the run, with the reason. */
export function ExcludeDialog({ runId, item }: ExcludeDialogProps) {
  return (
    <FormDialog
      title={`Leave out ${item.sellerName}, ${item.title}?`}
      description="It may be in the next run, or be approved by itself."
      trigger={<Button>Leave out…</Button>}
      submitLabel="Leave it out"
      pendingLabel="Leaving out…"
      leaveLabel="Keep it in"
      onSubmit={(said) => excludeFromRunAction({ runId, proposalId: item.proposalId, reason: said('reason') })}
    >
      <p>
        <MoneyText amount={item.net} />
      </p>
      <Field label="Why">
        <Input name="reason" required minLength={3} maxLength={300} />
      </Field>
    </FormDialog>
  )
}
