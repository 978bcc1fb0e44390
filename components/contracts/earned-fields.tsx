'use client'

import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WireTerms } from '#lib/contracts/agreement-model.ts'

type EarnedFieldsProps = {
  readonly terms: WireTerms
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (change: Partial<WireTerms>) => void
}

const MOMENTS = [
  { value: 'at_payment', label: 'when the buyer pays' },
  { value: 'on_date', label: 'some days after the buyer paid' },
  { value: 'over_period', label: 'evenly over some days' },
] as const

const FIRST_DAYS = 30

/** When commission is earned; until then it is deferred in the books. */
export function EarnedFields({ terms, errorOf, onChange }: EarnedFieldsProps) {
  const days = (text: string) => (/^\d{1,4}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN)
  const choose = (value: string) => {
    const earned = MOMENTS.find((moment) => moment.value === value)?.value ?? 'at_payment'
    onChange({ earned, earnedDays: earned === 'at_payment' ? 0 : terms.earnedDays || FIRST_DAYS })
  }
  return (
    <>
      <Field
        label="Commission is earned"
        hint="Until then it is deferred in the books; the share is paid all the same."
      >
        <Select value={terms.earned} options={MOMENTS} onChange={(event) => choose(event.target.value)} />
      </Field>
      {terms.earned === 'at_payment' ? null : (
        <Field
          label={terms.earned === 'on_date' ? 'Earned after' : 'Earned over'}
          hint={terms.earned === 'on_date' ? 'Days after the buyer paid.' : 'Days, the day of payment included.'}
          error={errorOf('earnedDays')}
        >
          <Input
            inputMode="numeric"
            value={Number.isNaN(terms.earnedDays) ? '' : `${terms.earnedDays}`}
            onChange={(event) => onChange({ earnedDays: days(event.target.value) })}
          />
        </Field>
      )}
    </>
  )
}
