'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { reverseAction } from '#lib/transfers/actions.ts'

/** Proposes to take money of an executed transfer back. Somebody else approves it. */
export function ReverseDialog({ proposal }: { readonly proposal: Pick<ProposalRow, 'id' | 'summary' | 'amount'> }) {
  const router = useRouter()
  return (
    <FormDialog
      title="Take money back?"
      description={`${proposal.summary} This makes a proposal of its own, which somebody else must approve.`}
      trigger={<Button>Reverse…</Button>}
      submitLabel="Propose the reversal"
      pendingLabel="Proposing…"
      tone="danger"
      doneWords="Reversal proposed; somebody else approves it"
      onSubmit={(said) =>
        reverseAction({ proposalId: proposal.id, amountMinor: said('amountMinor'), reason: said('reason') })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Amount">
        <MoneyInput name="amountMinor" currency={proposal.amount.currency} defaultValue={proposal.amount} />
      </Field>
      <Field label="Reason">
        <Textarea name="reason" required minLength={3} />
      </Field>
    </FormDialog>
  )
}
