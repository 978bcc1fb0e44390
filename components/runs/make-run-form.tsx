'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { makeRunAction } from '#lib/settlements/actions.ts'

type MakeRunFormProps = { readonly currency: string; readonly today: string }

/** Gathers what is proposed up to a day. */
export function MakeRunForm({ currency, today }: MakeRunFormProps) {
  const router = useRouter()
  const make = async (form: FormData) => {
    const said = (field: string) => String(form.get(field) ?? '')
    const result = await makeRunAction({ currency: said('currency').toUpperCase(), cutOffOn: said('cutOffOn') })
    if (result.ok) router.push(`/runs/${result.data.runId}` as Route)
    return result
  }
  return (
    <Form send={make} className="flex flex-wrap items-end gap-3">
      <div className="w-24">
        <Field label="Currency">
          <Input name="currency" required maxLength={3} defaultValue={currency} />
        </Field>
      </div>
      <div className="w-44">
        <Field label="Sales up to">
          <Input name="cutOffOn" type="date" required max={today} defaultValue={today} />
        </Field>
      </div>
      <SubmitButton pendingLabel="Gathering…">Make a run</SubmitButton>
    </Form>
  )
}
