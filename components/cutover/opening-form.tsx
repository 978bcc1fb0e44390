'use client'

import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { peekOpeningAction, uploadOpeningAction } from '#lib/cutover/actions.ts'
import { OPENING_FIELDS } from '#lib/cutover/columns-model.ts'
import { SheetFields } from './sheet-fields.tsx'
import { NO_SHEET, useSheetFile } from './use-sheet-file.ts'

type OpeningFormProps = {
  /** `YYYY-MM-DD` */
  readonly suggestedOn: string
  readonly lastDay: string
  /** Another sheet is there already and would be replaced. */
  readonly isAgain: boolean
}

/** Takes what every seller was owed when the old system ended, and what its sheet says in all. */
export function OpeningForm({ suggestedOn, lastDay, isAgain }: OpeningFormProps) {
  const sheet = useSheetFile(peekOpeningAction)
  const [cutOverOn, setCutOverOn] = useState(suggestedOn)
  const { file, peek, isWhole } = sheet

  const send = async (form: FormData) => {
    if (file === undefined || peek === undefined) return NO_SHEET
    const result = await uploadOpeningAction({
      ...file,
      mapping: peek.mapping,
      cutOverOn,
      totals: peek.currencies.map((currency) => ({ currency, minor: String(form.get(`total-${currency}`) ?? '') })),
    })
    if (result.ok) toast.good('Tied out: look at what differs')
    return result
  }
  return (
    <Form send={send} className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <Field label="Last day of the old system" hint="Balances are as of its end, in the book time zone.">
          <Input
            name="cutOverOn"
            type="date"
            required
            max={lastDay}
            value={cutOverOn}
            onChange={({ target }) => setCutOverOn(target.value)}
          />
        </Field>
        <div className="flex flex-col items-start gap-2 sm:pt-6">
          <p className="text-ink-3 text-sm">
            One line per seller and currency: what you owe, what the seller owes, what was sent and is not at Stripe
            yet, and what is kept in reserve. Our own books of that day are a file to start from.
          </p>
          <ButtonLink href={`/api/exports/cutover/books?on=${cutOverOn}`} size="sm" download>
            What our books say
          </ButtonLink>
        </div>
      </div>
      <SheetFields sheet={sheet} fields={OPENING_FIELDS} />
      {peek === undefined || peek.currencies.length === 0 ? null : (
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="pb-1 font-medium text-sm">What the old sheet says in all</legend>
          <p className="text-ink-3 text-sm">
            Copy it from the old sheet’s foot: payable, in transit and reserved together, less receivable. It shows
            whether the file is whole.
          </p>
          <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
            {peek.currencies.map((currency) => (
              <Field key={currency} label={`In all, ${currency}`}>
                <MoneyInput name={`total-${currency}`} currency={currency} required />
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      <div>
        <SubmitButton pendingLabel="Tying out…" disabled={!isWhole}>
          {isAgain ? 'Replace the sheet and tie it out' : 'Tie it out'}
        </SubmitButton>
      </div>
    </Form>
  )
}
