'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
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
  const [currency, setCurrency] = useState(usual)
  const [recurs, setRecurs] = useState<Recurs>('')
  const adjust = (said: (field: string) => string) =>
    adjustAction({
      sellerId,
      direction: DIRECTIONS.find(({ value }) => value === said('direction'))?.value ?? 'from_seller',
      amountMinor: said('amountMinor'),
      currency,
      reason: REASON_CODES.find((code) => code === said('reason')) ?? 'other',
      note: said('note'),
      evidence: said('evidence'),
      recurs,
      untilOn: recurs === '' ? null : said('untilOn'),
    })
  return (
    <FormDialog
      title={`Adjust what ${sellerName} is owed`}
      description="Nothing is owed before somebody else approved it. What the seller owes is kept back from its next settlements; what it is owed is proposed as a transfer."
      trigger={<Button>Adjust…</Button>}
      submitLabel="Propose the adjustment"
      pendingLabel="Proposing…"
      doneWords="Proposed; somebody else approves it"
      onSubmit={adjust}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Direction">
        <Select name="direction" options={DIRECTIONS} />
      </Field>
      <div className="grid grid-cols-[1fr_6rem] gap-3">
        <Field label="Amount">
          <MoneyInput key={currency} name="amountMinor" currency={currency} required />
        </Field>
        <Field label="Currency" name="currency">
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
          <Field label="Last day">
            <Input name="untilOn" type="date" required />
          </Field>
        )}
      </div>
      <Field label="Why" hint="The approver and the seller read it.">
        <Textarea name="note" required minLength={3} maxLength={500} />
      </Field>
      <Field label="Evidence" hint="A ticket, a document, an agreement.">
        <Input name="evidence" maxLength={200} />
      </Field>
    </FormDialog>
  )
}
