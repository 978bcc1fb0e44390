import { formatMoney } from '#lib/money/format.ts'
import type { Check } from './checks.ts'
import type { RecordedLine } from './versions.ts'

/** What a summary speaks of. */
export type Spoken = {
  readonly title: string
  readonly orderId: string
  readonly collectedOn: string
  readonly currency: string
  readonly grossMinor: bigint
  readonly refundedMinor: bigint
  readonly commissionMinor: bigint
  readonly taxMinor: bigint
  readonly unassignedMinor: bigint
  readonly shares: readonly { readonly name: string; readonly owedMinor: bigint }[]
}

/** "Invoice INV-7" or "Payment ch_7", with its order. */
export function titleOf(source: { kind: string; id: string }, invoiceNumber: string): string {
  return source.kind === 'invoice' ? `Invoice ${invoiceNumber || source.id}` : `Payment ${source.id}`
}

/** One paragraph about a settlement. The same facts always give the same text. */
export function summaryOf(spoken: Spoken): string {
  const amount = (minor: bigint) => formatMoney({ minor, currency: spoken.currency })
  const order = spoken.orderId === '' ? '' : ` for order ${spoken.orderId}`
  const sentences = [`${spoken.title}${order} collected ${amount(spoken.grossMinor)} on ${spoken.collectedOn}.`]
  if (spoken.refundedMinor !== 0n) sentences.push(`${amount(spoken.refundedMinor)} went back to the buyer.`)
  const gets = spoken.shares.map(({ name, owedMinor }) => `${name} ${amount(owedMinor)}`)
  if (gets.length > 0) sentences.push(`Shares: ${gets.join(', ')}; commission ${amount(spoken.commissionMinor)}.`)
  if (spoken.taxMinor !== 0n) sentences.push(`Tax the platform owes: ${amount(spoken.taxMinor)}.`)
  if (spoken.unassignedMinor !== 0n) sentences.push(`${amount(spoken.unassignedMinor)} belong to no seller yet.`)
  return sentences.join(' ')
}

type TransferWords = {
  readonly title: string
  readonly orderId: string
  readonly sellerName: string
  readonly owed: { readonly minor: bigint; readonly currency: string }
}

/** What a transfer proposal will do, in one sentence. */
export function transferSummary({ title, orderId, sellerName, owed }: TransferWords): string {
  return `Transfer ${formatMoney(owed)} to ${sellerName} for ${lowerFirst(title)}${orderId === '' ? '' : ` (order ${orderId})`}.`
}

/** What a reversal proposal will do, in one sentence. */
export function reversalSummary({ title, orderId, sellerName, owed }: TransferWords): string {
  return `Take ${formatMoney(owed)} back from ${sellerName}: ${lowerFirst(title)}${orderId === '' ? '' : ` (order ${orderId})`} was refunded after the transfer.`
}

/** Why the amount is right: the trace of every line of the seller, then what was checked. */
export function reasoningOf(
  lines: readonly RecordedLine[],
  sellerId: string,
  checks: readonly Pick<Check, 'sentence'>[],
): string {
  const traces = lines.filter((line) => line.sellerId === sellerId).map((line) => `${line.description}: ${line.trace}`)
  const seen = checks.map((check) => check.sentence)
  return [...new Set(traces), `Checked: ${seen.join(' ')}`].join('\n')
}

const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
