'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { releaseSellerAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'

/** After one review: proposes that the seller's next transfers need no person, up to a cap and for some days. */
export function ReleaseDialog({ proposal }: { readonly proposal: Pick<ProposalRow, 'id' | 'amount'> }) {
  const router = useRouter()
  return (
    <FormDialog
      title="Release this seller?"
      description="Further transfers to this seller in this currency then need no person, up to the cap and until it ends. New bank details and limits on everything together still stop them."
      trigger={<Button>Release this seller…</Button>}
      submitLabel="Propose the release"
      pendingLabel="Proposing…"
      doneWords="Proposed; somebody else approves it"
      onSubmit={(said) =>
        releaseSellerAction({
          proposalId: proposal.id,
          capMinor: said('capMinor'),
          days: Number(said('days')),
          reason: said('reason'),
        })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Cap" hint="Everything that goes out under it, together.">
        <MoneyInput name="capMinor" currency={proposal.amount.currency} required />
      </Field>
      <Field label="Days">
        <Input name="days" inputMode="numeric" pattern="\d+" defaultValue="30" required />
      </Field>
      <Field label="Reason">
        <Textarea name="reason" required minLength={3} />
      </Field>
    </FormDialog>
  )
}
