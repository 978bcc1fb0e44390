import { exponentOf } from '#lib/money/currency.ts'
import { plainDecimal } from '#lib/money/format.ts'

export type DecimalMark = '.' | ','

/**
 * Reads an amount written with a known decimal mark: `-1.234,50`, `1,234.50-`, `(12.00)`, `+5`. Signed minor units, or in words why
 * it is none: a wrong mark must never turn 12,50 into 1250.
 */
export function readAmount(text: string, currency: string, mark: DecimalMark): bigint | string {
  const said = text.trim()
  const compact = said.replace(/[\s\u00A0\u202F'’_]/g, '').replace(/−/g, '-')
  const inBrackets = /^\((.*)\)$/.exec(compact)
  const bare = (inBrackets?.[1] ?? compact).replace(new RegExp(`^${currency}|${currency}$`, 'i'), '')
  const signs: readonly string[] = bare.match(/^[+-]|[+-]$/g) ?? []
  const digits = bare.replace(/^[+-]|[+-]$/g, '')
  if (signs.length > 1 || !/^[\d.,]*\d[\d.,]*$/.test(digits)) return `“${said}” is not an amount.`
  const parts = digits.split(mark)
  const [whole = '', fraction = ''] = parts
  const grouped = mark === '.' ? /^\d{1,3}(,\d{3})+$/ : /^\d{1,3}(\.\d{3})+$/
  if (parts.length > 2 || /[.,]/.test(fraction) || !(/^\d*$/.test(whole) || grouped.test(whole)))
    return `“${said}” is not an amount with a decimal ${mark === '.' ? 'point' : 'comma'}: is the decimal sign a ${mark === '.' ? 'comma' : 'point'}?`
  const exponent = exponentOf(currency)
  if (fraction.slice(exponent).replace(/0/g, '') !== '')
    return `“${said}” has more decimals than ${currency} has (${exponent}): is the decimal sign right?`
  const minor = BigInt(whole.replace(/[.,]/g, '') + fraction.slice(0, exponent).padEnd(exponent, '0'))
  return inBrackets !== null || signs.includes('-') ? -minor : minor
}

/** Decimals of an amount for a sentence. */
export const inWords = (minor: bigint, currency: string): string => `${plainDecimal({ minor, currency })} ${currency}`
