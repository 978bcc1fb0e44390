'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { submitOpeningAction } from '#lib/cutover/actions.ts'

type SubmitOpeningDialogProps = { readonly sheetId: string; readonly differing: number; readonly explanation: string }

/** Puts the opening entry before the gate: two people sign, neither of them whoever uploaded or submits it. */
export function SubmitOpeningDialog({ sheetId, differing, explanation }: SubmitOpeningDialogProps) {
  const router = useRouter()
  const balances = differing === 1 ? 'one balance differs' : `${differing} balances differ`
  return (
    <FormDialog
      title="Open the books with this sheet?"
      description="One entry brings every seller to what the sheet says, once. Two people sign it; neither you nor whoever uploaded the sheet can."
      trigger={<Button variant="primary">Submit for two signatures…</Button>}
      submitLabel="Submit it"
      pendingLabel="Submitting…"
      doneWords="Submitted; two people sign"
      onSubmit={(said) => submitOpeningAction({ sheetId, explanation: said('explanation') })}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label={differing === 0 ? 'Note' : `Why ${balances} from our books`} optional={differing === 0}>
        <Textarea name="explanation" required={differing > 0} defaultValue={explanation} maxLength={2_000} />
      </Field>
    </FormDialog>
  )
}
