import type { Metadata } from './facts.ts'

/** How an entity's platform names its fields; see Entity.metadataKeys. */
export type MetadataKeys = {
  readonly seller: string
  readonly commissionBps: string
  readonly category: string
  readonly orderId: string
}

/** What the platform said about one line. Empty when it said nothing. */
export type Said = {
  readonly seller: string
  readonly commissionBps: string
  readonly category: string
  readonly orderId: string
  readonly lineType: string
}

/** Looks every field up by itself: on the invoice line, else the invoice, else the payment intent or charge. */
export function saidAbout(keys: MetadataKeys, chain: readonly Metadata[]): Said {
  const find = (key: string) =>
    chain.map((metadata) => (metadata[key] ?? '').trim()).find((value) => value !== '') ?? ''
  return {
    seller: find(keys.seller),
    commissionBps: find(keys.commissionBps),
    category: find(keys.category),
    orderId: find(keys.orderId),
    lineType: find('line_type'),
  }
}

/** Basis points as the platform wrote them, or null when they are no whole number from 0 to 10,000. */
export function readBps(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null
  const bps = Number.parseInt(text, 10)
  return bps <= 10_000 ? bps : null
}
