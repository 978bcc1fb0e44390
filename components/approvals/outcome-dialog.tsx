'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { recordOutcomeAction } from '#lib/transfers/actions.ts'

const FOUND = [
  { value: 'happened', label: 'It happened' },
  { value: 'absent', label: 'It did not happen' },
] as const

/** What a kind of proposal makes at Stripe, and how its id begins. */
const SOUGHT: Readonly<Record<string, { readonly label: string; readonly id: string }>> = {
  'transfer.reverse': { label: 'Reversal', id: 'trr_…' },
  'refund.create': { label: 'Refund', id: 're_…' },
  'dispute.counter': { label: 'Dispute', id: 'dp_…' },
  'dispute.accept': { label: 'Dispute', id: 'dp_…' },
}

/** Records what a person found at Stripe about an unknown outcome. Somebody else confirms it. */
export function OutcomeDialog({ proposal }: { readonly proposal: Pick<ProposalRow, 'id' | 'kind'> }) {
  const router = useRouter()
  const sought = SOUGHT[proposal.kind] ?? { label: 'Transfer', id: 'tr_…' }
  const [found, setFound] = useState<'happened' | 'absent'>('happened')
  return (
    <FormDialog
      title="What did you find at Stripe?"
      description="Stripe’s answer was lost and its key no longer protects a second try. Look for it in the Dashboard. A second person confirms what you found."
      trigger={<Button variant="primary">Record what you found…</Button>}
      submitLabel="Record it"
      pendingLabel="Asking Stripe…"
      doneWords="Recorded; somebody else confirms it"
      onSubmit={(said) =>
        recordOutcomeAction({ proposalId: proposal.id, found, objectId: said('objectId'), evidence: said('evidence') })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Finding">
        <Select
          name="found"
          options={FOUND}
          value={found}
          onChange={({ target }) => setFound(target.value === 'absent' ? 'absent' : 'happened')}
        />
      </Field>
      {found === 'happened' ? (
        <Field label={sought.label} hint="It is read at Stripe and must be exactly what was sent.">
          <Input name="objectId" required placeholder={sought.id} autoComplete="off" spellCheck={false} />
        </Field>
      ) : null}
      <Field label="Where you looked, and what you saw">
        <Textarea name="evidence" required minLength={10} />
      </Field>
    </FormDialog>
  )
}
