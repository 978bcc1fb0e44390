import type { FlowKind, SellerPart } from './kinds-model.ts'

/** What somebody wonders about: a seller leaves, refunds come more often. */
export type WhatIf = {
  readonly leaving: SellerPart | null
  /** Thousandths of what refunds would be: 2000 doubles them. */
  readonly refundsPerMille: number
}

/** The same as an address says it: the id of the seller that leaves, empty for none, and thousandths of what refunds would be. */
export type Wondered = { readonly leaves: string; readonly refunds: string }

export const whatIfOf = ({ leaves, refunds }: Wondered, sellers: readonly SellerPart[]): WhatIf => ({
  leaving: sellers.find(({ sellerId }) => sellerId === leaves) ?? null,
  refundsPerMille: Number.parseInt(refunds, 10),
})

export const AS_IT_IS: WhatIf = { leaving: null, refundsPerMille: 1000 }

/** Kinds that a seller brings about, and takes along. */
const OF_SELLERS: readonly FlowKind[] = ['sales', 'commission', 'fees', 'refunds', 'disputes', 'transfers']
const WHOLE = 1000n

/**
 * An amount of a kind as it would be then. A seller takes its part of what went to sellers in the last ninety days out of everything
 * that sellers bring about; money that is already on its way comes.
 */
export function wouldBe(kind: FlowKind, minor: bigint, { leaving, refundsPerMille }: WhatIf): bigint {
  const left = leaving !== null && OF_SELLERS.includes(kind) ? WHOLE - BigInt(leaving.perMille) : WHOLE
  const refunds = kind === 'refunds' ? BigInt(refundsPerMille) : WHOLE
  return (minor * left * refunds) / (WHOLE * WHOLE)
}
