'use client'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WireTerms } from '#lib/contracts/agreement-model.ts'
import { EarnedFields } from './earned-fields.tsx'
import { PercentInput } from './percent-input.tsx'

type ConditionFieldsProps = {
  readonly terms: WireTerms
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (change: Partial<WireTerms>) => void
}

const SHARES = [
  { value: 'platform', label: 'The platform' },
  { value: 'seller', label: 'The seller' },
] as const

const BEARERS = [...SHARES, { value: 'shared', label: 'Both, half each' }] as const

const CYCLES = [
  { value: 'none', label: 'in no cycle' },
  { value: 'weekly', label: 'every week' },
  { value: 'biweekly', label: 'every second week' },
  { value: 'monthly', label: 'every month' },
] as const

const REFUNDS = [
  { value: 'in_proportion', label: 'goes back in proportion' },
  { value: 'in_full', label: 'goes back in full, first' },
  { value: 'kept', label: 'is kept by the platform' },
] as const

/** Everything that was agreed beside the rates. */
export function ConditionFields({ terms, errorOf, onChange }: ConditionFieldsProps) {
  const days = (text: string) => (/^\d{1,3}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN)
  const shown = (value: number) => (Number.isNaN(value) ? '' : `${value}`)
  const side = (value: string) => (value === 'seller' ? 'seller' : 'platform')
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Who bears Stripe’s fee">
          <Select
            value={terms.feeBearer}
            options={SHARES}
            onChange={(event) => onChange({ feeBearer: side(event.target.value) })}
          />
        </Field>
        <Field label="Commission is taken of">
          <Select
            value={terms.commissionBase}
            options={[
              { value: 'gross', label: 'the gross amount' },
              { value: 'net_of_tax', label: 'the amount without tax' },
            ]}
            onChange={(event) => onChange({ commissionBase: event.target.value === 'gross' ? 'gross' : 'net_of_tax' })}
          />
        </Field>
        <Field label="Who pays for discounts">
          <Select
            value={terms.discountFunder}
            options={SHARES}
            onChange={(event) => onChange({ discountFunder: side(event.target.value) })}
          />
        </Field>
        <Field label="When the buyer is refunded, commission">
          <Select
            value={terms.commissionOnRefund}
            options={REFUNDS}
            onChange={(event) =>
              onChange({
                commissionOnRefund: REFUNDS.find(({ value }) => value === event.target.value)?.value ?? 'in_proportion',
              })
            }
          />
        </Field>
        <Field label="All commissions of a line, at most" error={errorOf('maxTotalBps')}>
          <PercentInput bps={terms.maxTotalBps} onChange={(maxTotalBps) => onChange({ maxTotalBps })} />
        </Field>
        <Field label="Pause settlements above" hint="Effective commission." error={errorOf('feeAlertBps')}>
          <PercentInput bps={terms.feeAlertBps} onChange={(feeAlertBps) => onChange({ feeAlertBps })} />
        </Field>
        <Field label="A share is due after" hint="Days after the buyer paid." error={errorOf('holdDays')}>
          <Input
            inputMode="numeric"
            value={shown(terms.holdDays)}
            onChange={(event) => onChange({ holdDays: days(event.target.value) })}
          />
        </Field>
        <Field label="Held back of a share" error={errorOf('reserveBps')}>
          <PercentInput bps={terms.reserveBps} onChange={(reserveBps) => onChange({ reserveBps })} />
        </Field>
        <Field label="Held back for" hint="Days after the buyer paid." error={errorOf('reserveDays')}>
          <Input
            inputMode="numeric"
            value={shown(terms.reserveDays)}
            onChange={(event) => onChange({ reserveDays: days(event.target.value) })}
          />
        </Field>
        <Field
          label="Bank debits are due after"
          hint="Days after their money is available: they may fail late."
          error={errorOf('debitDelayDays')}
        >
          <Input
            inputMode="numeric"
            value={shown(terms.debitDelayDays)}
            onChange={(event) => onChange({ debitDelayDays: days(event.target.value) })}
          />
        </Field>
        <Field
          label="Differences of rates are borne by"
          hint="Refunds and disputes are converted at the rate of their day."
        >
          <Select
            value={terms.fxBearer}
            options={BEARERS}
            onChange={(event) =>
              onChange({ fxBearer: BEARERS.find(({ value }) => value === event.target.value)?.value ?? 'platform' })
            }
          />
        </Field>
        <Field label="Paid by a run" hint="The runs page offers the cycle that ended.">
          <Select
            value={terms.runCycle}
            options={CYCLES}
            onChange={(event) =>
              onChange({ runCycle: CYCLES.find(({ value }) => value === event.target.value)?.value ?? 'none' })
            }
          />
        </Field>
        <EarnedFields terms={terms} errorOf={errorOf} onChange={onChange} />
      </div>
      <div className="flex flex-col gap-2">
        <Checkbox
          label="Commission on shipping"
          checked={terms.isShippingCharged}
          onChange={(event) => onChange({ isShippingCharged: event.target.checked })}
        />
        <Checkbox
          label="Commission on tips"
          checked={terms.isTipCharged}
          onChange={(event) => onChange({ isTipCharged: event.target.checked })}
        />
        <Checkbox
          label="Commission counts discounts as if they had been paid"
          checked={terms.isDiscountCharged}
          onChange={(event) => onChange({ isDiscountCharged: event.target.checked })}
        />
        <Checkbox
          label="The platform owes the tax"
          checked={terms.platformLiableForTax}
          onChange={(event) => onChange({ platformLiableForTax: event.target.checked })}
        />
      </div>
    </div>
  )
}
