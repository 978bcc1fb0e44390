'use client'

import { Button } from '#components/ui/button.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { releaseFirstPaymentAction } from '#lib/onboarding/actions.ts'
import { ReasonField } from './reason-field.tsx'

type ReleaseDialogProps = { readonly onboardingId: string; readonly name: string; readonly round: number }

/** Lets a first payment go, after a look at the checks and the sales. */
export function ReleaseDialog({ onboardingId, name, round }: ReleaseDialogProps) {
  return (
    <FormDialog
      title={`Let the payments of ${name} go?`}
      description="Lifts the hold. What waited is checked again and proposed. Where the policy asks for a second person, somebody else agrees."
      trigger={<Button variant="primary">Release…</Button>}
      submitLabel="Release the payment"
      pendingLabel="Releasing…"
      onSubmit={(said) => releaseFirstPaymentAction({ onboardingId, round, reason: said('reason') })}
      onDone={({ proposalId }) =>
        toast.good(proposalId === null ? `${name} can be paid` : 'Proposed; somebody else agrees')
      }
    >
      <ReasonField label="What you looked at" />
    </FormDialog>
  )
}
