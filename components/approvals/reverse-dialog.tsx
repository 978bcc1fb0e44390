'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { reverseAction } from '#lib/transfers/actions.ts'

/** Proposes to take money of an executed transfer back. Somebody else approves it. */
export function ReverseDialog({ proposal }: { readonly proposal: Pick<ProposalRow, 'id' | 'summary' | 'amount'> }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    const result = await reverseAction({
      proposalId: proposal.id,
      amountMinor: String(form.get('amountMinor') ?? ''),
      reason: String(form.get('reason') ?? ''),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setOpen(false)
    toast.good('Reversal proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  return (
    <Dialog
      title="Take money back?"
      description={`${proposal.summary} This makes a proposal of its own, which somebody else must approve.`}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Reverse…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Amount" error={errorOf('amountMinor')}>
          <MoneyInput name="amountMinor" currency={proposal.amount.currency} defaultValue={proposal.amount} />
        </Field>
        <Field label="Reason" error={problem?.field === 'amountMinor' ? undefined : problem?.message}>
          <Textarea name="reason" required minLength={3} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="danger" pending={pending} pendingLabel="Proposing…">
            Propose the reversal
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
