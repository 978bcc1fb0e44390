import type { ChargeFact, FeeFact } from './facts.ts'

/**
 * separate: the platform charges and transfers by itself · destination: Stripe transfers along with the platform's charge ·
 * direct: the seller charges, the platform takes a fee. docs.stripe.com/connect/charges
 */
export type Pattern = 'separate' | 'destination' | 'direct'

/** Which way a charge took. Direct charges live on the seller's account. */
export function patternOf(charges: readonly ChargeFact[], platform: string): Pattern {
  if (charges.some(({ account }) => account !== platform)) return 'direct'
  return charges.some(({ destination }) => destination !== '') ? 'destination' : 'separate'
}

/** Whose sale it is where nothing names a seller: who was paid, or on whose behalf, or whose account it is. */
export function sellerByPattern([charge]: readonly ChargeFact[], platform: string): string {
  if (charge === undefined) return ''
  if (charge.account !== platform) return charge.account
  return charge.destination || charge.onBehalfOf
}

/** Part of an application fee that was given back, in the currency of the fee. */
export const feeReturned = ({ refunds }: FeeFact): bigint =>
  refunds.reduce((sum, refund) => (refund.balanceTransactionId === '' ? sum : sum + refund.amountMinor), 0n)
