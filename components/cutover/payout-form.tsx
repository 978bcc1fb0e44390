'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { peekPayoutsAction, uploadPayoutsAction } from '#lib/cutover/actions.ts'
import { PAYOUT_FIELDS } from '#lib/cutover/columns-model.ts'
import { SheetFields } from './sheet-fields.tsx'
import { useSheetFile } from './use-sheet-file.ts'

/** Takes what the old system would pay for a cycle. */
export function PayoutForm({ lastDay }: { readonly lastDay: string }) {
  const router = useRouter()
  const sheet = useSheetFile(peekPayoutsAction)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, startTransition] = useTransition()
  const { file, peek, isWhole } = sheet
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (file === undefined || peek === undefined) return
    const form = new FormData(event.currentTarget)
    const [fromOn = '', untilOn = ''] = ['fromOn', 'untilOn'].map((field) => String(form.get(field) ?? ''))
    startTransition(async () => {
      const result = await uploadPayoutsAction({ ...file, mapping: peek.mapping, fromOn, untilOn })
      setProblem(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      toast.good('Compared; no money moved')
      router.push(`/settings/cutover/parallel?sheet=${result.data.sheetId}` as Route)
    })
  }
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isOfDay = problem?.field === 'fromOn' || problem?.field === 'untilOn'
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-[14rem_14rem]">
        <Field label="First day of the cycle" error={errorOf('fromOn')}>
          <Input name="fromOn" type="date" required max={lastDay} />
        </Field>
        <Field label="Last day of the cycle" error={errorOf('untilOn')}>
          <Input name="untilOn" type="date" required max={lastDay} defaultValue={lastDay} />
        </Field>
      </div>
      <SheetFields sheet={sheet} fields={PAYOUT_FIELDS} />
      {problem === undefined || isOfDay ? null : <Banner tone="bad">{problem.message}</Banner>}
      <div>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Comparing…" disabled={!isWhole}>
          Compare
        </Button>
      </div>
    </form>
  )
}
