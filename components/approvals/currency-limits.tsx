'use client'

import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/page.tsx'
import type { PolicyRules } from '#lib/approvals/policy-rules.ts'
import { isCurrency } from '#lib/money/currency.ts'

type CurrencyLimitsProps = {
  readonly limits: PolicyRules['currencyLimits']
  readonly functionalCurrency: string
  /** The form says something else now. */
  readonly onRemoved: (form: HTMLFormElement) => void
}

/** Currencies whose limits are stated in themselves, so that no rate decides what is too much. */
export function CurrencyLimits({ limits, functionalCurrency, onRemoved }: CurrencyLimitsProps) {
  const [shown, setShown] = useState(() => limits.map(({ currency }) => currency))
  const [typed, setTyped] = useState('')
  const next = typed.trim().toUpperCase()
  const isNew = isCurrency(next) && next !== functionalCurrency && !shown.includes(next)
  const add = () => {
    setShown((held) => [...held, next])
    setTyped('')
  }
  const limitOf = (currency: string, which: 'reviewAboveMinor' | 'twoPersonAboveMinor') => {
    const limit = limits.find((one) => one.currency === currency)
    return limit === undefined ? undefined : { minor: limit[which], currency }
  }
  return (
    <Section title="Limits stated in a currency of their own">
      <p className="pb-3 text-ink-3 text-sm">
        Amounts in any other currency are compared in {functionalCurrency} at the stored rate of the day.
      </p>
      <ul className="flex flex-col gap-4">
        {shown.map((currency) => (
          <li key={currency} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <input type="hidden" name="limitCurrency" value={currency} />
            <Field label={`A person approves above, in ${currency}`}>
              <MoneyInput
                name={`review-${currency}`}
                currency={currency}
                required
                defaultValue={limitOf(currency, 'reviewAboveMinor')}
              />
            </Field>
            <Field label={`Two people approve above, in ${currency}`}>
              <MoneyInput
                name={`two-${currency}`}
                currency={currency}
                required
                defaultValue={limitOf(currency, 'twoPersonAboveMinor')}
              />
            </Field>
            <div>
              <Button
                aria-label={`Remove the limits in ${currency}`}
                onClick={(event) => {
                  const { form } = event.currentTarget
                  setShown((held) => held.filter((one) => one !== currency))
                  if (form !== null) onRemoved(form)
                }}
              >
                Remove
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2 pt-4">
        <div className="w-40">
          <Field label="Currency" hint="Its code, like EUR.">
            <Input
              value={typed}
              maxLength={3}
              autoComplete="off"
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                if (isNew) add()
              }}
            />
          </Field>
        </div>
        <Button disabled={!isNew} onClick={add}>
          Add its limits
        </Button>
      </div>
    </Section>
  )
}
