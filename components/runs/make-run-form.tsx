'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { makeRunAction } from '#lib/settlements/actions.ts'

type MakeRunFormProps = { readonly currency: string; readonly today: string }

/** Gathers what is proposed up to a day. */
export function MakeRunForm({ currency, today }: MakeRunFormProps) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const make = (form: FormData) =>
    startTransition(async () => {
      const said = (field: string) => String(form.get(field) ?? '')
      const result = await makeRunAction({ currency: said('currency').toUpperCase(), cutOffOn: said('cutOffOn') })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (result.ok) router.push(`/runs/${result.data.runId}` as Route)
    })
  return (
    <form action={make} className="flex flex-wrap items-end gap-3">
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
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Gathering…">
        Make a run
      </Button>
      {problem === undefined ? null : <Banner tone="warn">{problem}</Banner>}
    </form>
  )
}
