'use client'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { isCurrency } from '#lib/money/currency.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { parseMoney } from '#lib/money/parse.ts'
import { changeReviewSettingsAction } from '#lib/onboarding/actions.ts'
import { REVIEWS_MAX, type ReviewSettings } from '#lib/onboarding/settings-model.ts'

type ReviewFormProps = { readonly version: number; readonly settings: ReviewSettings; readonly mayChange: boolean }

/** What of a new seller's first payments somebody looks at. */
export function ReviewForm({ version, settings, mayChange }: ReviewFormProps) {
  const change = async (form: FormData) => {
    const said = (name: string) => String(form.get(name) ?? '')
    const currency = said('currency').trim().toUpperCase()
    const above = isCurrency(currency) ? parseMoney(said('above'), currency) : null
    if (above === null) {
      return { ok: false, refusal: { message: `This is not an amount in ${currency}.`, field: 'above' } } as const
    }
    const result = await changeReviewSettingsAction({
      settings: {
        isOn: form.get('isOn') !== null,
        count: Number.parseInt(said('count'), 10),
        aboveMinor: above.minor.toString(),
        currency,
      },
      note: said('note'),
      seen: version,
    })
    if (result.ok) toast.good('Kept; it holds for sellers from now on')
    return result
  }
  const amount = plainDecimal({ minor: BigInt(settings.aboveMinor), currency: settings.currency })
  return (
    <Form send={change}>
      <Checkbox
        name="isOn"
        defaultChecked={settings.isOn}
        disabled={!mayChange}
        label="A person looks at the first payments of a new seller; until then they are on hold."
      />
      <Field label="How many of the first" name="settings.count">
        <Input
          name="count"
          type="number"
          min={1}
          max={REVIEWS_MAX}
          defaultValue={`${settings.count}`}
          disabled={!mayChange}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Only above" hint="0 looks at each." name="above">
          <Input name="above" inputMode="decimal" defaultValue={amount} disabled={!mayChange} />
        </Field>
        <Field label="Currency" hint="Others are always looked at." name="settings.currency">
          <Input name="currency" maxLength={3} defaultValue={settings.currency} disabled={!mayChange} />
        </Field>
      </div>
      {mayChange ? (
        <>
          <Field label="Why" hint="Kept in the audit trail." name="note">
            <Textarea name="note" required minLength={3} maxLength={1000} />
          </Field>
          <div>
            <SubmitButton pendingLabel="Keeping…">Review by these rules</SubmitButton>
          </div>
        </>
      ) : (
        <p className="text-ink-3 text-sm">An approver or administrator changes this.</p>
      )}
    </Form>
  )
}
