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
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (field: string) => String(form.get(field) ?? '')
    setPending(true)
    const result = await writeOffAction({
      sellerId: seller.id,
      amountMinor: said('amountMinor'),
      currency: open.currency,
      note: said('note'),
      evidence: said('evidence'),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setOpen(false)
    toast.good('Proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isOther = problem !== undefined && !['amountMinor', 'note'].includes(problem.field ?? '')
  return (
    <Dialog
      title={`Write off what ${seller.name} owes`}
      description="The oldest debts first. It uses the allowance for receivables up, and the rest is bad debt. Nothing changes before somebody else approved it."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Write off…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={`Amount, ${open.currency}`} error={errorOf('amountMinor')}>
          <MoneyInput name="amountMinor" currency={open.currency} defaultValue={open} required />
        </Field>
        <Field label="Why" error={errorOf('note')} hint="What was tried to recover it.">
          <Textarea name="note" required minLength={3} maxLength={500} />
        </Field>
        <Field
          label="Evidence"
          error={isOther ? problem.message : undefined}
          hint="A ticket, a document, a court file."
        >
          <Input name="evidence" maxLength={200} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
            Propose the write-off
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
