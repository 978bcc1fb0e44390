import { exponentOf } from './currency.ts'
import type { WireMoney } from './money.ts'

type FormatOptions = { readonly locale?: string; readonly withCurrency?: boolean }

/**
 * An amount as a person reads it: `6,200.00 USD`, `-1,200 JPY`, `0.125 KWD`. Works on the digits, so no size loses a cent.
 * Grouping follows the locale (default en); the code is always shown unless the column already carries it.
 */
export function formatMoney(
  amount: WireMoney | { minor: bigint; currency: string },
  options: FormatOptions = {},
): string {
  const digits = plainDecimal(amount)
  const exponent = exponentOf(amount.currency)
  const text = formatOf(options.locale ?? 'en', exponent).format(digits as Intl.StringNumericLiteral)
  return options.withCurrency === false ? text : `${text} ${amount.currency}`
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making one takes longer than formatting a page of amounts with it. */
function formatOf(locale: string, exponent: number): Intl.NumberFormat {
  const key = `${locale} ${exponent}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: exponent, maximumFractionDigits: exponent })
  formats.set(key, made)
  return made
}

/** The amount as a plain decimal without grouping, for CSV and copying: `6200.00`. */
export function plainDecimal(amount: WireMoney | { minor: bigint; currency: string }): string {
  const minor = BigInt(amount.minor)
  const exponent = exponentOf(amount.currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  return `${minor < 0n ? '-' : ''}${whole}${exponent === 0 ? '' : `.${fraction}`}`
}
