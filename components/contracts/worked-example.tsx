'use client'

import { useState } from 'react'
import { Waterfall } from '#components/charts/waterfall.tsx'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Field } from '#components/ui/field.tsx'
import type { Agreement } from '#lib/contracts/model.ts'
import { divideSale } from '#lib/contracts/sale-model.ts'

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
  const sale = {
    sellerId: '',
    category: '',
    lineType: 'product',
    currency,
    on,
    grossMinor: BigInt(minor),
    taxMinor: 0n,
    discountMinor: 0n,
  }
  const divided = agreement === null ? null : divideSale(sale, agreement)
  const amount = (value: bigint) => ({ minor: value.toString(), currency })
  return (
    <div className="flex flex-col gap-3">
      <Field label="A sale of">
        <MoneyInput
          name="example"
          currency={currency}
          defaultValue={amount(10_000n)}
          onValueChange={(value) => setMinor(value?.minor ?? '0')}
        />
      </Field>
      {divided === null ? (
        <p className="text-ink-2 text-sm">
          {agreement === null
            ? 'Complete the terms to see what a sale comes to.'
            : 'No rule matches a sale like this one.'}
        </p>
      ) : (
        <Waterfall
          caption="No tax, no discount; Stripe’s fee comes off whoever bears it."
          steps={[
            { label: 'Sale', amount: amount(BigInt(minor)), kind: 'total' },
            ...divided.taken.map(({ rule, minor: taken }) => ({
              label: `Rule ${rule.position}`,
              amount: amount(-taken),
              kind: 'change' as const,
            })),
            { label: 'Platform keeps', amount: amount(divided.platformMinor), kind: 'total' },
            ...divided.tiers.map(({ tier, minor: part }) => ({
              label: `${tier.label} ${nameOf(tier.payeeId)}`,
              amount: amount(part),
              kind: 'total' as const,
            })),
            { label: 'Seller keeps', amount: amount(divided.sellerMinor), kind: 'total' },
          ]}
        />
      )}
    </div>
  )
}
