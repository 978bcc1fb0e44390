'use client'

import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { agreePriceAction } from '#lib/reconciliation/actions.ts'

/** Writes down what Stripe agreed to charge. */
export function PriceDialog({ currency: usual, from }: { readonly currency: string; readonly from: string }) {
  const [currency, setCurrency] = useState(usual)
  return (
    <FormDialog
      title="What Stripe agreed to charge"
      description="Every fee from that day on is compared with it."
      trigger={<Button>Write a price…</Button>}
      submitLabel="Keep the price"
      pendingLabel="Saving…"
      doneWords="Saved"
      onSubmit={(said) =>
        agreePriceAction({
          method: said('method'),
          currency,
          percent: said('percent'),
          fixedMinor: said('fixedMinor'),
          capMinor: said('capMinor') || null,
          fromOn: said('fromOn'),
        })
      }
    >
      <div className="grid grid-cols-[1fr_6rem] gap-3">
        <Field label="Method" optional hint="Stripe’s name, such as card; nothing for all others.">
          <Input name="method" maxLength={40} />
        </Field>
        <Field label="Currency">
          <Input
            value={currency}
            maxLength={3}
            required
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          />
        </Field>
      </div>
      <div className="grid grid-cols-3 gap-3">
        <Field label="Percent">
          <Input name="percent" required placeholder="2.9" inputMode="decimal" />
        </Field>
        <Field label="Fixed part">
          <MoneyInput key={currency} name="fixedMinor" currency={currency} required />
        </Field>
        <Field label="At most" optional>
          <MoneyInput key={currency} name="capMinor" currency={currency} />
        </Field>
      </div>
      <Field label="From">
        <Input name="fromOn" type="date" required defaultValue={from} />
      </Field>
    </FormDialog>
  )
}
