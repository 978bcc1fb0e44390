'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
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
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<'happened' | 'absent'>('happened')
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    const result = await recordOutcomeAction({
      proposalId: proposal.id,
      found,
      objectId: String(form.get('objectId') ?? ''),
      evidence: String(form.get('evidence') ?? ''),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setOpen(false)
    toast.good('Recorded; somebody else confirms it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isElsewhere = problem?.field === 'objectId' || problem?.field === 'found'
  return (
    <Dialog
      title="What did you find at Stripe?"
      description="Stripe’s answer was lost and its key no longer protects a second try. Look for it in the Dashboard. A second person confirms what you found."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Record what you found…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Finding" error={errorOf('found')}>
          <Select
            name="found"
            options={FOUND}
            value={found}
            onChange={({ target }) => setFound(target.value === 'absent' ? 'absent' : 'happened')}
          />
        </Field>
        {found === 'happened' ? (
          <Field
            label={sought.label}
            hint="It is read at Stripe and must be exactly what was sent."
            error={errorOf('objectId')}
          >
            <Input name="objectId" required placeholder={sought.id} autoComplete="off" spellCheck={false} />
          </Field>
        ) : null}
        <Field label="Where you looked, and what you saw" error={isElsewhere ? undefined : problem?.message}>
          <Textarea name="evidence" required minLength={10} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Asking Stripe…">
            Record it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
