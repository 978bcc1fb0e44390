'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { releaseSellerAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'

/** After one review: proposes that the seller's next transfers need no person, up to a cap and for some days. */
export function ReleaseDialog({ proposal }: { readonly proposal: Pick<ProposalRow, 'id' | 'amount'> }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (field: string) => String(form.get(field) ?? '')
    setPending(true)
    const result = await releaseSellerAction({
      proposalId: proposal.id,
      capMinor: said('capMinor'),
      days: Number(said('days')),
      reason: said('reason'),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setOpen(false)
    toast.good('Proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isOther = problem !== undefined && problem.field !== 'capMinor' && problem.field !== 'days'
  return (
    <Dialog
      title="Release this seller?"
      description="Further transfers to this seller in this currency then need no person, up to the cap and until it ends. New bank details and limits on everything together still stop them."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Release this seller…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Cap" error={errorOf('capMinor')} hint="Everything that goes out under it, together.">
          <MoneyInput name="capMinor" currency={proposal.amount.currency} required />
        </Field>
        <Field label="Days" error={errorOf('days')}>
          <Input name="days" inputMode="numeric" pattern="\d+" defaultValue="30" required />
        </Field>
        <Field label="Reason" error={isOther ? problem.message : undefined}>
          <Textarea name="reason" required minLength={3} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
            Propose the release
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
