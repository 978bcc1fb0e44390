'use client'

import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { makeBatchAction } from '#lib/ledger/actions.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'

/** Numbers a batch of what no batch holds yet. */
export function MakeBatchForm({ months }: { readonly months: readonly string[] }) {
  const make = async (form: FormData) => {
    const result = await makeBatchAction({ month: String(form.get('month') ?? '') })
    if (result.ok) toast.good(`Numbered batch ${result.data.number}`)
    return result
  }
  return (
    <Form send={make} className="flex flex-wrap items-end gap-3">
      <div className="w-52">
        <Field label="Hard-locked month">
          <Select name="month" options={months.map((month) => ({ value: month, label: monthWords(month) }))} />
        </Field>
      </div>
      <SubmitButton pendingLabel="Numbering…">Number a batch</SubmitButton>
    </Form>
  )
}
