'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { makeBatchAction } from '#lib/ledger/actions.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'

/** Numbers a batch of what no batch holds yet. */
export function MakeBatchForm({ months }: { readonly months: readonly string[] }) {
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const make = (form: FormData) =>
    startTransition(async () => {
      const result = await makeBatchAction({ month: String(form.get('month') ?? '') })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (result.ok) toast.good(`Numbered batch ${result.data.number}`)
    })
  return (
    <form action={make} className="flex flex-wrap items-end gap-3">
      <div className="w-52">
        <Field label="Hard-locked month">
          <Select name="month" options={months.map((month) => ({ value: month, label: monthWords(month) }))} />
        </Field>
      </div>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Numbering…">
        Number a batch
      </Button>
      {problem === undefined ? null : <Banner tone="warn">{problem}</Banner>}
    </form>
  )
}
