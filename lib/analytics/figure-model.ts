import { formatMoney, plainDecimal } from '#lib/money/format.ts'
import type { ResultColumn } from './result.ts'

type Figure = Extract<ResultColumn, { kind: 'figure' }>

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A figure as a person reads it: `6,200.00 USD`, `9.34 %`, `1.5 days`; a dash where there is nothing to divide by. */
export function figureWords({ unit, figure }: Figure, value: string | null, currency: string): string {
  if (value === null) return '–'
  if (unit === 'money') return formatMoney({ minor: value, currency })
  const text = GROUPED.format(value as Intl.StringNumericLiteral)
  if (unit === 'percent') return `${text}${figure === 'change' ? ' points' : ' %'}`
  return unit === 'days' ? `${text} days` : text
}

/** The same for a file: a plain decimal, the currency in a column of its own. */
export function figureCell({ unit }: Figure, value: string | null, currency: string): string {
  if (value === null) return ''
  return unit === 'money' ? plainDecimal({ minor: value, currency }) : value
}
