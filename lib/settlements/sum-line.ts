import { formatMoney } from '#lib/money/format.ts'
import type { InvoiceLineFact, Metadata } from './facts.ts'

/** One sale inside a line that sums up sales of several sellers. */
export type LinePart = { readonly seller: string; readonly amountMinor: bigint }

/** `parts` is empty for a line that is one sale. A fault says, in a sentence, why the parts cannot be used. */
export type SumLine = { readonly parts: readonly LinePart[]; readonly fault: string }

/** A value of Stripe's metadata holds 500 characters: longer lists go on in seller_parts_2, seller_parts_3 … */
const KEY = /^seller_parts(?:_(\d{1,2}))?$/
const PART = /^((?:acct|sel)_\w+)=(\d{1,15})$/

/**
 * Reads what a line of a customer's invoice sums up: `seller_parts: "acct_1=3000 acct_2=2000"`, in minor units of the invoice,
 * before discount and added tax. The parts have to add up to the line, so that a forgotten sale is never spread over the others.
 */
export function readSumLine(line: Pick<InvoiceLineFact, 'id' | 'amountMinor' | 'metadata'>, currency: string): SumLine {
  const words = listed(line.metadata)
  if (words.length === 0) return { parts: [], fault: '' }
  const parts: LinePart[] = []
  for (const word of words) {
    const [, seller, amount] = PART.exec(word) ?? []
    if (seller === undefined || amount === undefined)
      return { parts: [], fault: `"${word.slice(0, 60)}" in the seller_parts of ${line.id} is not like acct_…=3000.` }
    parts.push({ seller, amountMinor: BigInt(amount) })
  }
  const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
  if (sum === line.amountMinor) return { parts, fault: '' }
  const said = (minor: bigint) => formatMoney({ minor, currency })
  return {
    parts: [],
    fault: `The seller_parts of ${line.id} add up to ${said(sum)}, the line to ${said(line.amountMinor)}.`,
  }
}

function listed(metadata: Metadata): string[] {
  return Object.entries(metadata)
    .flatMap(([key, value]) => {
      const match = KEY.exec(key)
      return match === null ? [] : [{ order: Number.parseInt(match[1] ?? '1', 10), value }]
    })
    .toSorted((left, right) => left.order - right.order)
    .flatMap(({ value }) => value.split(/[\s,;]+/))
    .filter((word) => word !== '')
}
