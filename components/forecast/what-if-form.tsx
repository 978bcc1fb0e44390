import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { REFUND_CHOICES, type SellerPart } from '#lib/treasury/forecast/kinds-model.ts'

type WhatIfFormProps = {
  readonly currency: string
  readonly currencies: readonly string[]
  readonly sellers: readonly SellerPart[]
  /** Id of the seller that leaves; empty for none. */
  readonly leaves: string
  readonly refunds: string
}

/** What somebody wonders about; the address remembers it. */
export function WhatIfForm({ currency, currencies, sellers, leaves, refunds }: WhatIfFormProps) {
  const isWhatIf = leaves !== '' || refunds !== REFUND_CHOICES[0].value
  return (
    <form action="/forecast" className="flex flex-col gap-3">
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-3">
        <Field label="Currency">
          <Select
            name="currency"
            defaultValue={currency}
            options={currencies.map((one) => ({ value: one, label: one }))}
          />
        </Field>
        <Field label="What if a seller leaves" hint="With its part of what went to sellers in ninety days.">
          <Select
            name="leaves"
            defaultValue={leaves}
            options={[
              { value: '', label: 'Nobody leaves' },
              ...sellers.map(({ sellerId, name, perMille }) => ({
                value: sellerId,
                label: `${name}, ${inPercent(perMille)}`,
              })),
            ]}
          />
        </Field>
        <Field label="What if refunds change">
          <Select name="refunds" defaultValue={refunds} options={REFUND_CHOICES} />
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          Show
        </Button>
        {isWhatIf ? <ButtonLink href={`/forecast?currency=${currency}`}>As expected</ButtonLink> : null}
      </div>
    </form>
  )
}

const inPercent = (perMille: number) => `${Math.floor(perMille / 10)}.${perMille % 10} %`
