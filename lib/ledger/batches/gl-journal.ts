import { z } from 'zod'
import { exponentOf } from '#lib/money/currency.ts'

/** A journal as it waits in the outbox for another general ledger: accounts by their names there, signed minor units as text. */
export const glJournal = z.object({
  docNumber: z.string(),
  on: z.string(),
  currency: z.string(),
  memo: z.string(),
  /** Left out where the currency is the functional one. */
  exchangeRate: z.string().optional(),
  lines: z.array(z.object({ target: z.string(), minor: z.string(), name: z.string() })),
})
export type GlJournal = z.infer<typeof glJournal>

const MARK = '\u0001'

/** Marks a decimal to be written as a JSON number exactly as it stands. */
export const exact = (decimal: string): string => `${MARK}${decimal}${MARK}`

/** JSON whose marked decimals are numbers, digit for digit: no amount passes through a floating-point number. */
export const writeJson = (value: object): string =>
  JSON.stringify(value).replaceAll(/"\\u0001(-?\d+(?:\.\d+)?)\\u0001"/g, '$1')

/** JSON with its amounts kept as the text they arrived as. */
export const readJson = (text: string): unknown =>
  JSON.parse(text.replaceAll(/("(?:Line)?Amount"\s*:\s*)(-?\d+(?:\.\d+)?)/g, '$1"$2"'))

/** Minor units of a decimal that came back; null when it is none of the currency. */
export function minorOf(decimal: string, currency: string): bigint | null {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d{1,18})(?:\.(\d+?)0*)?$/.exec(decimal) ?? []
  const digits = fraction === '0' ? '' : fraction
  const exponent = exponentOf(currency)
  if (sign === undefined || digits.length > exponent) return null
  const minor = BigInt(whole + digits.padEnd(exponent, '0'))
  return sign === '-' ? -minor : minor
}

/** What differs between a journal and what the other side keeps, as a sentence; empty when nothing does. */
export function differenceOf(journal: GlJournal, kept: readonly { target: string; minor: bigint | null }[]): string {
  const asText = (lines: readonly { target: string; minor: bigint | string | null }[]) =>
    lines.map(({ target, minor }) => `${target} ${minor}`).sort()
  const [ours, theirs] = [asText(journal.lines), asText(kept)]
  const off = ours.find((line, index) => line !== theirs[index])
  if (off === undefined && ours.length === theirs.length) return ''
  return `It keeps ${theirs.length} lines where ${ours.length} were sent, or another amount, for example at ${off ?? 'the end'}.`
}
