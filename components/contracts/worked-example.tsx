'use client'

import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { MoneyText } from '#components/money/money-text.tsx'
import { Field } from '#components/ui/field.tsx'
import { earnedBy, scheduleOf, scheduleWords } from '#lib/contracts/earned-model.ts'
import type { Agreement } from '#lib/contracts/model.ts'
import { type DividedSale, divideSale } from '#lib/contracts/sale-model.ts'
import { firstOfMonth } from '#lib/contracts/volume-model.ts'

type WorkedExampleProps = {
  /** Null while the terms are not complete. */
  readonly agreement: Agreement | null
  readonly currency: string
  readonly on: string
  readonly nameOf: (sellerId: string) => string
}

/** What a sale would come to under the terms as they are typed: by the functions that settle. */
export function WorkedExample({ agreement, currency, on, nameOf }: WorkedExampleProps) {
  const [minor, setMinor] = useState('10000')
  const line = { sellerId: '', category: '', lineType: 'product', currency, on, taxMinor: 0n, discountMinor: 0n }
  const divided =
    agreement === null
      ? null
      : divideSale({ ...line, grossMinor: BigInt(minor), volume: firstOfMonth(BigInt(minor)) }, agreement)
  return (
    <div className="flex flex-col gap-3">
      <Field label="A sale of">
        <MoneyInput
          name="example"
          currency={currency}
          defaultValue={{ minor: '10000', currency }}
          onValueChange={(value) => setMinor(value?.minor ?? '0')}
        />
      </Field>
      {divided === null ? (
        <p className="text-ink-2 text-sm">
          {agreement === null ? 'Complete the terms to see what a sale comes to.' : 'No rule matches a sale like this.'}
        </p>
      ) : (
        <Parts divided={divided} currency={currency} nameOf={nameOf} />
      )}
      {agreement === null || divided === null ? null : (
        <Earned agreement={agreement} divided={divided} currency={currency} on={on} />
      )}
      <p className="text-ink-3 text-sm">No tax, no discount; Stripe’s fee comes off whoever bears it.</p>
    </div>
  )
}

type EarnedProps = Pick<WorkedExampleProps, 'currency' | 'on'> & {
  readonly agreement: Agreement
  readonly divided: DividedSale
}

/** When what the platform keeps is earned, for terms that earn it later than at payment. */
function Earned({ agreement, divided, currency, on }: EarnedProps) {
  const schedule = scheduleOf(agreement, on)
  if (schedule === null) return null
  const earned = earnedBy(divided.platformMinor, schedule, on)
  return (
    <p className="text-sm">
      {scheduleWords(schedule)} On the day of payment <MoneyText amount={{ minor: earned.toString(), currency }} /> of
      it.
    </p>
  )
}

type PartsProps = Pick<WorkedExampleProps, 'currency' | 'nameOf'> & { readonly divided: DividedSale }

function Parts({ divided, currency, nameOf }: PartsProps) {
  const parts = [
    ...divided.taken.map(({ rule, minor }) => ({
      label: `Commission by rule ${rule.position}`,
      minor,
      isShare: false,
    })),
    { label: 'The platform keeps', minor: divided.platformMinor, isShare: true },
    ...divided.tiers.map(({ tier, minor }) => ({
      label: `${tier.label} ${nameOf(tier.payeeId)}`,
      minor,
      isShare: true,
    })),
    { label: 'The seller keeps', minor: divided.sellerMinor, isShare: true },
  ]
  return (
    <table className="w-full text-sm" aria-live="polite">
      <caption className="sr-only">What everybody gets of it</caption>
      <tbody className="divide-y divide-line">
        {parts.map(({ label, minor, isShare }) => (
          <tr key={label}>
            <th scope="row" className={`py-1.5 pr-3 text-left ${isShare ? 'font-medium' : 'font-normal text-ink-2'}`}>
              {label}
            </th>
            <td className={`figures py-1.5 text-right whitespace-nowrap ${isShare ? 'font-medium' : 'text-ink-2'}`}>
              <MoneyText amount={{ minor: minor.toString(), currency }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
