'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { peekPayoutsAction, uploadPayoutsAction } from '#lib/cutover/actions.ts'
import { PAYOUT_FIELDS } from '#lib/cutover/columns-model.ts'
import { SheetFields } from './sheet-fields.tsx'
import { NO_SHEET, useSheetFile } from './use-sheet-file.ts'

/** Takes what the old system would pay for a cycle. */
export function PayoutForm({ lastDay }: { readonly lastDay: string }) {
  const router = useRouter()
  const sheet = useSheetFile(peekPayoutsAction)
  const { file, peek, isWhole } = sheet
  const send = async (form: FormData) => {
    if (file === undefined || peek === undefined) return NO_SHEET
    const [fromOn = '', untilOn = ''] = ['fromOn', 'untilOn'].map((field) => String(form.get(field) ?? ''))
    const result = await uploadPayoutsAction({ ...file, mapping: peek.mapping, fromOn, untilOn })
    if (!result.ok) return result
    toast.good('Compared; no money moved')
    router.push(`/settings/cutover/parallel?sheet=${result.data.sheetId}` as Route)
    return result
  }
  return (
    <Form send={send} className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-[14rem_14rem]">
        <Field label="First day of the cycle">
          <Input name="fromOn" type="date" required max={lastDay} />
        </Field>
        <Field label="Last day of the cycle">
          <Input name="untilOn" type="date" required max={lastDay} defaultValue={lastDay} />
        </Field>
      </div>
      <SheetFields sheet={sheet} fields={PAYOUT_FIELDS} />
      <div>
        <SubmitButton pendingLabel="Comparing…" disabled={!isWhole}>
          Compare
        </SubmitButton>
      </div>
    </Form>
  )
}
