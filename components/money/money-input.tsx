'use client'

import { useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { parseMoney } from '#lib/money/parse.ts'

type MoneyInputProps = {
  /** Name of the hidden field that carries minor units; empty while the text is not an amount. */
  readonly name: string
  readonly currency: string
  readonly defaultValue?: WireMoney | undefined
  readonly onValueChange?: (amount: WireMoney | null) => void
  readonly required?: boolean
  readonly placeholder?: string
}

/**
 * Takes what a person types (`1,234.5`, `1.234,50`) and leaves it alone until the field is left;
 * then shows the amount as it was understood.
 */
export function MoneyInput({ name, currency, defaultValue, onValueChange, required, placeholder }: MoneyInputProps) {
  const [text, setText] = useState(defaultValue ? formatMoney(defaultValue, { withCurrency: false }) : '')
  const amount = parseMoney(text, currency)
  const type = (next: string) => {
    setText(next)
    const parsed = parseMoney(next, currency)
    onValueChange?.(parsed ? toWire(parsed) : null)
  }
  const isMisread = text.trim() !== '' && amount === null
  return (
    <span className="block">
      <span className="relative block [&_input]:figures [&_input]:pr-14 [&_input]:text-right">
        <Input
          inputMode="decimal"
          autoComplete="off"
          required={required}
          placeholder={placeholder ?? formatMoney({ minor: '0', currency }, { withCurrency: false })}
          value={text}
          {...(isMisread ? { 'aria-invalid': true } : {})}
          onChange={(event) => type(event.target.value)}
          onBlur={() => {
            if (amount) setText(formatMoney(amount, { withCurrency: false }))
          }}
        />
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-sm">
          {currency}
        </span>
      </span>
      <input type="hidden" name={name} value={amount ? amount.minor.toString() : ''} />
      {isMisread ? (
        <span role="status" className="mt-1.5 block text-bad-ink text-sm">
          Not an amount of {currency}. Write it like{' '}
          {formatMoney({ minor: '123450', currency }, { withCurrency: false })}.
        </span>
      ) : null}
    </span>
  )
}
