'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { lookAgainAction, remindAction, resendAction, revokeAction } from '#lib/onboarding/actions.ts'
import type { ShownState } from '#lib/onboarding/state-model.ts'
import { ReasonField } from './reason-field.tsx'

type OnboardingWorkProps = { readonly onboardingId: string; readonly name: string; readonly state: ShownState }

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly message: string } }

/** What an operator does with a seller on the way in. */
export function OnboardingWork({ onboardingId, name, state }: OnboardingWorkProps) {
  const [pending, startTransition] = useTransition()
  const act = (doing: () => Promise<Answer>, done: string) =>
    startTransition(async () => {
      const result = await doing()
      if (result.ok) toast.good(done)
      else toast.bad(result.refusal.message)
    })
  const isInvited = state === 'invited' || state === 'expired'
  if (state === 'live' || state === 'revoked') return null
  return (
    <>
      {isInvited ? (
        <>
          <FormDialog
            title={`Take the invitation of ${name} back?`}
            description="Its link ends at once; the address can be invited again."
            trigger={<Button>Revoke…</Button>}
            tone="danger"
            submitLabel="Take it back"
            pendingLabel="Taking back…"
            doneWords="The invitation was taken back"
            onSubmit={(said) => revokeAction({ onboardingId, reason: said('reason') })}
          >
            <ReasonField label="Why" />
          </FormDialog>
          <Button
            variant="primary"
            pending={pending}
            pendingLabel="Sending…"
            onClick={() => act(() => resendAction({ onboardingId }), 'A new link is on its way; the old one ended')}
          >
            Send the link again
          </Button>
        </>
      ) : (
        <>
          <Button
            pending={pending}
            pendingLabel="Asking…"
            onClick={() => act(() => lookAgainAction({ onboardingId }), 'Asked Stripe how the account stands')}
          >
            Ask Stripe again
          </Button>
          <Button
            pending={pending}
            pendingLabel="Sending…"
            onClick={() => act(() => remindAction({ onboardingId }), `${name} was reminded of what is missing`)}
          >
            Remind the seller
          </Button>
        </>
      )}
    </>
  )
}
