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
import { writeOffAction } from '#lib/settlements/actions.ts'

type WriteOffDialogProps = {
  readonly seller: { readonly id: string; readonly name: string }
  /** What is owed in one currency. */
  readonly open: WireMoney
}

/** Proposes to give a seller's debt up. */
export function WriteOffDialog({ seller, open }: WriteOffDialogProps) {
  const router = useRouter()
  return (
    <FormDialog
      title={`Write off what ${seller.name} owes`}
      description="The oldest debts first. It uses the allowance for receivables up, and the rest is bad debt. Nothing changes before somebody else approved it."
      trigger={<Button size="sm">Write off…</Button>}
      submitLabel="Propose the write-off"
      pendingLabel="Proposing…"
      doneWords="Proposed; somebody else approves it"
      onSubmit={(said) =>
        writeOffAction({
          sellerId: seller.id,
          amountMinor: said('amountMinor'),
          currency: open.currency,
          note: said('note'),
          evidence: said('evidence'),
        })
      }
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label={`Amount, ${open.currency}`}>
        <MoneyInput name="amountMinor" currency={open.currency} defaultValue={open} required />
      </Field>
      <Field label="Why" hint="What was tried to recover it.">
        <Textarea name="note" required minLength={3} maxLength={500} />
      </Field>
      <Field label="Evidence" hint="A ticket, a document, a court file.">
        <Input name="evidence" maxLength={200} />
      </Field>
    </FormDialog>
  )
}
