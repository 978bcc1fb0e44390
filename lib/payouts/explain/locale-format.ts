import { exponentOf } from '#lib/money/currency.ts'
import { plainDecimal } from '#lib/money/format.ts'
import type { ExplainLocale } from './explanation-model.ts'

const kept = new Map<string, Intl.NumberFormat>()

/** An amount in the manner of a language, with the currency's code: `USD 6,200.00`, `6.200,00 EUR`, `JPY 1,200`. */
export function localAmount(
  locale: ExplainLocale,
  amount: { readonly minor: bigint; readonly currency: string },
): string {
  return moneyFormat(locale, amount.currency).format(plainDecimal(amount) as Intl.StringNumericLiteral)
}

/** As `localAmount`, and what is gained bears its sign too: `+USD 12.00`. */
export function localChange(
  locale: ExplainLocale,
  amount: { readonly minor: bigint; readonly currency: string },
): string {
  const text = localAmount(locale, amount)
  return amount.minor > 0n ? `+${text}` : text
}

function moneyFormat(locale: ExplainLocale, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = kept.get(key)
  if (known !== undefined) return known
  // Stripe's exponent, which for a few currencies is not what ISO 4217 says.
  const digits = exponentOf(currency)
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  kept.set(key, made)
  return made
}

const days = new Map<ExplainLocale, Intl.DateTimeFormat>()

/** A day `2026-11-20` as it is written out in a language. */
export function localDay(locale: ExplainLocale, day: string): string {
  const format = days.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  days.set(locale, format)
  return format.format(new Date(`${day}T00:00:00Z`))
}

export function localCount(locale: ExplainLocale, count: number): string {
  return new Intl.NumberFormat(locale).format(count)
}
