'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { adjustAction } from '#lib/settlements/actions.ts'
import {
  ADJUSTMENT_REASONS,
  REASON_CODES,
  RECURRENCES,
  RECURS_WORDS,
  type Recurs,
} from '#lib/settlements/adjustments/reasons-model.ts'

const DIRECTIONS = [
  { value: 'from_seller', label: 'The seller owes it' },
  { value: 'to_seller', label: 'The seller is owed it' },
] as const

type AdjustDialogProps = { readonly sellerId: string; readonly sellerName: string; readonly currency: string }

/** Proposes an amount the seller is owed more or less beyond its contract. */
export function AdjustDialog({ sellerId, sellerName, currency: usual }: AdjustDialogProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [currency, setCurrency] = useState(usual)
  const [recurs, setRecurs] = useState<Recurs>('')
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (field: string) => String(form.get(field) ?? '')
    const direction = DIRECTIONS.find(({ value }) => value === said('direction'))?.value ?? 'from_seller'
    const reason = REASON_CODES.find((code) => code === said('reason')) ?? 'other'
    setPending(true)
    const result = await adjustAction({
      sellerId,
      direction,
      amountMinor: said('amountMinor'),
      currency,
      reason,
      note: said('note'),
      evidence: said('evidence'),
      recurs,
      untilOn: recurs === '' ? null : said('untilOn'),
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setOpen(false)
    toast.good('Proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isOther = problem !== undefined && !['amountMinor', 'currency', 'note', 'untilOn'].includes(problem.field ?? '')
  return (
    <Dialog
      title={`Adjust what ${sellerName} is owed`}
      description="Nothing is owed before somebody else approved it. What the seller owes is kept back from its next settlements; what it is owed is proposed as a transfer."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Adjust…</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Direction">
          <Select name="direction" options={DIRECTIONS} />
        </Field>
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <Field label="Amount" error={errorOf('amountMinor')}>
            <MoneyInput key={currency} name="amountMinor" currency={currency} required />
          </Field>
          <Field label="Currency" error={errorOf('currency')}>
            <Input
              value={currency}
              onChange={(event) => setCurrency(event.target.value.toUpperCase().slice(0, 3))}
              maxLength={3}
              required
            />
          </Field>
        </div>
        <Field label="Reason">
          <Select
            name="reason"
            options={REASON_CODES.map((code) => ({ value: code, label: ADJUSTMENT_REASONS[code].word }))}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="How often">
            <Select
              value={recurs}
              onChange={(event) => setRecurs(RECURRENCES.find((one) => one === event.target.value) ?? '')}
              options={RECURRENCES.map((one) => ({ value: one, label: RECURS_WORDS[one] }))}
            />
          </Field>
          {recurs === '' ? null : (
            <Field label="Last day" error={errorOf('untilOn')}>
              <Input name="untilOn" type="date" required />
            </Field>
          )}
        </div>
        <Field label="Why" error={errorOf('note')} hint="The approver and the seller read it.">
          <Textarea name="note" required minLength={3} maxLength={500} />
        </Field>
        <Field
          label="Evidence"
          error={isOther ? problem.message : undefined}
          hint="A ticket, a document, an agreement."
        >
          <Input name="evidence" maxLength={200} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
            Propose the adjustment
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
