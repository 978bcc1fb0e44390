import { formatMoney } from '#lib/money/format.ts'
import type { Backing, ChargeFact, Facts } from './facts.ts'
import { type MetadataKeys, type Said, saidAbout } from './metadata.ts'
import { sellerByPattern } from './pattern.ts'
import { proportion } from './proportion.ts'
import { readSumLine, type SumLine } from './sum-line.ts'

/** One thing sold, in presentment currency, with what the platform said about it. */
export type SoldLine = {
  readonly id: string
  readonly description: string
  /** What the buyer paid for it, tax included. */
  readonly grossMinor: bigint
  readonly taxMinor: bigint
  /** Taken off the price before the buyer paid. */
  readonly discountMinor: bigint
  readonly said: Said
  /** Why nobody can be named for it although something was said; absent when there is nothing wrong. */
  readonly fault?: string
}

export type Money = { readonly minor: bigint; readonly currency: string }

/** Money that balance transactions back, with the lines it pays for. */
export type Collected = {
  readonly kind: 'collected'
  readonly lines: readonly SoldLine[]
  readonly charges: readonly (ChargeFact & { readonly backing: Backing })[]
  /** What buyers paid, presentment currency. Equals the sum of the lines. */
  readonly charged: Money
  /** What reached the balance, before Stripe's fee. */
  readonly settled: Money
  readonly feeMinor: bigint
  readonly collectedAt: Date
  readonly orderId: string
}

export type Collection =
  | Collected
  /** A state with its reason: nothing will come. */
  | { readonly kind: 'nothing'; readonly reason: string }
  /** Some of it came; nothing is split until the rest did. */
  | { readonly kind: 'partial'; readonly reason: string }
  /** The mirror does not hold everything yet; another fact will bring it here again. */
  | { readonly kind: 'waiting'; readonly reason: string }

/** Decides what was collected for a source. Facts in any order end in the same answer once all are there. */
export function collect(facts: Facts, keys: MetadataKeys, platform: string): Collection {
  const named = facts.charges.find((charge) => charge.applicationFeeId !== '')
  if (named !== undefined && (facts.fee === null || facts.fee.backing === null))
    return { kind: 'waiting', reason: `The application fee of ${named.id} has not reached us yet.` }
  const collection = facts.invoice === null ? collectCharge(facts, keys) : collectInvoice(facts, keys)
  if (collection.kind !== 'collected') return collection
  const seller = sellerByPattern(facts.charges, platform)
  if (seller === '') return collection
  const lines = collection.lines.map((line) => ({
    ...line,
    said: { ...line.said, seller: line.fault === undefined ? line.said.seller || seller : '' },
  }))
  return { ...collection, lines }
}

function collectCharge(facts: Facts, keys: MetadataKeys): Collection {
  const [charge] = facts.charges
  if (charge === undefined) return { kind: 'waiting', reason: 'The charge has not reached us yet.' }
  // A bank debit: its money counts already, and may yet go back as if it had never been.
  if (charge.status === 'pending') return { kind: 'waiting', reason: 'The bank has not decided about the payment yet.' }
  if (charge.status !== 'succeeded') return { kind: 'nothing', reason: `The charge is ${charge.status}.` }
  if (charge.backing === null) return { kind: 'waiting', reason: 'The charge has no balance transaction yet.' }
  const said = saidAbout(keys, facts.paymentMetadata)
  const line = {
    id: charge.id,
    description: 'Payment',
    grossMinor: charge.amountMinor,
    taxMinor: 0n,
    discountMinor: 0n,
    said,
  }
  const bought = boughtLines(facts, charge, keys)
  return collected([{ ...charge, backing: charge.backing }], bought.length === 0 ? [line] : bought, said.orderId)
}

/** What a checkout page sold, when it adds up to what was charged. */
function boughtLines({ session, paymentMetadata }: Facts, charge: ChargeFact, keys: MetadataKeys): SoldLine[] {
  if (session === null || total(session.lines, (line) => line.amountMinor) !== charge.amountMinor) return []
  return session.lines.map(({ id, description, amountMinor, discountMinor, taxMinor, metadata }) => ({
    id,
    description: description || 'Item',
    grossMinor: amountMinor,
    taxMinor,
    discountMinor,
    said: saidAbout(keys, [metadata, ...paymentMetadata]),
  }))
}

function collectInvoice(facts: Facts, keys: MetadataKeys): Collection {
  const { invoice, charges } = facts
  if (invoice === null) return { kind: 'waiting', reason: 'The invoice has not reached us yet.' }
  const total = formatMoney({ minor: invoice.totalMinor, currency: invoice.currency })
  if (invoice.status !== 'paid' && invoice.amountPaidMinor === 0n) {
    return { kind: 'waiting', reason: `The invoice is ${invoice.status}.` }
  }
  if (invoice.amountRemainingMinor > 0n || invoice.status !== 'paid') {
    const paid = formatMoney({ minor: invoice.amountPaidMinor, currency: invoice.currency })
    return { kind: 'partial', reason: `Only ${paid} of ${total} is paid. The shares follow when the rest is.` }
  }
  if (facts.paymentCount === 0) return { kind: 'nothing', reason: whyNothing(facts, total) }
  const backed = charges.flatMap((charge) => (charge.backing === null ? [] : [{ ...charge, backing: charge.backing }]))
  if (backed.length < facts.paymentCount)
    return { kind: 'waiting', reason: 'A payment of the invoice has not reached us yet.' }

  const totals = lineTotals(facts)
  if (totals === null) return { kind: 'waiting', reason: `The lines we hold do not add up to ${total} yet.` }
  const charged = backed.reduce((sum, charge) => sum + charge.amountMinor, 0n)
  if (charged === 0n) return { kind: 'nothing', reason: 'The invoice asked for nothing.' }
  const gross = proportion(charged, totals)
  const invoiceSaid = saidAbout(keys, [invoice.metadata, ...facts.paymentMetadata])
  const lines = facts.invoiceLines.flatMap((line, index) =>
    soldIn(
      {
        id: line.id,
        description: line.description,
        grossMinor: gross[index] ?? 0n,
        taxMinor: scaled(line.taxMinor, gross[index] ?? 0n, totals[index] ?? 0n),
        discountMinor: scaled(line.discountMinor, gross[index] ?? 0n, totals[index] ?? 0n),
        said: withLineType(
          saidAbout(keys, [line.metadata, invoice.metadata, ...facts.paymentMetadata]),
          invoice.billingReason,
        ),
      },
      readSumLine(line, invoice.currency),
    ),
  )
  const orderId = invoiceSaid.orderId || (lines.map((line) => line.said.orderId).find((id) => id !== '') ?? '')
  return collected(backed, lines, orderId)
}

/** A line as it is, or the sales that it sums up: gross, tax and discount divided as the parts are. */
function soldIn(line: SoldLine, { parts, fault }: SumLine): SoldLine[] {
  if (fault !== '') return [{ ...line, said: { ...line.said, seller: '' }, fault }]
  if (parts.length === 0) return [line]
  const weights = parts.map(({ amountMinor }) => amountMinor)
  const divided = (minor: bigint) => proportion(minor, weights)
  const [gross, tax, discount] = [divided(line.grossMinor), divided(line.taxMinor), divided(line.discountMinor)]
  return parts.map(({ seller }, index) => ({
    id: `${line.id}#${index + 1}`,
    description: `${line.description} (${index + 1} of ${parts.length})`,
    grossMinor: gross[index] ?? 0n,
    taxMinor: tax[index] ?? 0n,
    discountMinor: discount[index] ?? 0n,
    said: { ...line.said, seller },
  }))
}

function collected(charges: Collected['charges'], lines: readonly SoldLine[], orderId: string): Collection {
  const ordered = charges.toSorted(
    (left, right) => compareTimes(left.backing.createdAt, right.backing.createdAt) || (left.id < right.id ? -1 : 1),
  )
  const [first] = ordered
  if (first === undefined) return { kind: 'waiting', reason: 'No payment has reached us yet.' }
  const isMixed = ordered.some(
    ({ currency, backing }) => currency !== first.currency || backing.currency !== first.backing.currency,
  )
  if (isMixed) return { kind: 'partial', reason: 'It was paid in several currencies. Settle it by hand.' }
  return {
    kind: 'collected',
    lines,
    charges: ordered,
    charged: { minor: total(ordered, (charge) => charge.amountMinor), currency: first.currency },
    settled: { minor: total(ordered, (charge) => charge.backing.amountMinor), currency: first.backing.currency },
    feeMinor: total(ordered, (charge) => charge.backing.feeMinor),
    collectedAt: first.backing.createdAt,
    orderId,
  }
}

/** What each line costs after discount, tax included; null while they do not add up to the invoice. */
function lineTotals({ invoice, invoiceLines }: Facts): bigint[] | null {
  if (invoice === null || invoiceLines.length === 0) return null
  const taxAdded = invoiceLines.map((line) => line.amountMinor - line.discountMinor + line.taxMinor)
  const taxIncluded = invoiceLines.map((line) => line.amountMinor - line.discountMinor)
  const adds = (totals: bigint[]) => total(totals, (minor) => minor) === invoice.totalMinor
  return adds(taxAdded) ? taxAdded : adds(taxIncluded) ? taxIncluded : null
}

function whyNothing({ invoice }: Facts, total: string): string {
  if (invoice === null || invoice.totalMinor === 0n) return 'The invoice is for zero: nothing was collected.'
  // Stripe counts what was paid elsewhere as paid; customer balance and credit lower what is due instead.
  if (invoice.amountPaidMinor > 0n) return `Marked as paid outside Stripe: of ${total} nothing reached the balance.`
  return `Covered by customer balance or credit: of ${total} nothing reached the balance.`
}

/** Invoices of a subscription sell subscriptions unless a line says otherwise. */
function withLineType(said: Said, billingReason: string): Said {
  return said.lineType === '' && billingReason.startsWith('subscription') ? { ...said, lineType: 'subscription' } : said
}

const total = <T>(items: readonly T[], of: (item: T) => bigint) => items.reduce((sum, item) => sum + of(item), 0n)
const compareTimes = (left: Date, right: Date) => left.getTime() - right.getTime()

/** Tax or discount of a line of which only a part was charged; toward zero. */
function scaled(minor: bigint, gross: bigint, whole: bigint): bigint {
  return whole === 0n || gross === whole ? minor : (minor * gross) / whole
}
