import { exponentOf } from './currency.ts'
import { type Money, money } from './money.ts'

/**
 * Reads what a person types: `1,234.5`, `1.234,50`, `1 234.50`, `-5`. Null when it is not an amount of this currency.
 * With one kind of separator only, three digits behind it mean thousands unless the currency has three decimals.
 */
export function parseMoney(text: string, currency: string): Money | null {
  const compact = text.trim().replace(/[\s'’_]/g, '')
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(compact)) return null
  const exponent = exponentOf(currency)
  const unsigned = compact.replace('-', '')
  const mark = decimalMark(unsigned, exponent)
  const [whole = '', fraction = ''] = mark === null ? [unsigned] : splitAtLast(unsigned, mark)
  if (/[.,]/.test(fraction) || fraction.length > exponent || !isGrouped(whole)) return null
  const minor = BigInt(whole.replace(/[.,]/g, '') + fraction.padEnd(exponent, '0'))
  return money(compact.startsWith('-') ? -minor : minor, currency)
}

function decimalMark(text: string, exponent: number): '.' | ',' | null {
  const lastDot = text.lastIndexOf('.')
  const lastComma = text.lastIndexOf(',')
  if (lastDot < 0 && lastComma < 0) return null
  if (lastDot >= 0 && lastComma >= 0) return lastDot > lastComma ? '.' : ','
  const mark = lastDot >= 0 ? '.' : ','
  const behind = text.length - 1 - Math.max(lastDot, lastComma)
  const occursOnce = text.indexOf(mark) === text.lastIndexOf(mark)
  return occursOnce && (behind !== 3 || exponent === 3) ? mark : null
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark)
  return [text.slice(0, at), text.slice(at + 1)]
}

function isGrouped(whole: string): boolean {
  return /^\d+$/.test(whole) || whole === '' || /^\d{1,3}([.,]\d{3})+$/.test(whole)
}
