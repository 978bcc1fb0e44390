'use client'

import { Button } from '#components/ui/button.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { letPassAction } from '#lib/onboarding/actions.ts'
import type { CheckKey } from '#lib/onboarding/checklist-model.ts'
import { ReasonField } from './reason-field.tsx'

type PassDialogProps = { readonly onboardingId: string; readonly check: CheckKey; readonly finding: string }

/** Lets a check pass although it found something. */
export function PassDialog({ onboardingId, check, finding }: PassDialogProps) {
  return (
    <FormDialog
      title="Let this pass?"
      description={`${finding} It holds for exactly this finding; another one is a new question.`}
      trigger={<Button size="sm">Let pass…</Button>}
      submitLabel="Let it pass"
      pendingLabel="Keeping…"
      doneWords="Let pass"
      onSubmit={(said) => letPassAction({ onboardingId, check, finding, reason: said('reason') })}
    >
      <ReasonField label="Why it is in order" />
    </FormDialog>
  )
}
