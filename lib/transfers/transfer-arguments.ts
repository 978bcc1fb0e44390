import { z } from 'zod'

const minor = z.string().regex(/^\d+$/)

/** The exact arguments of a transfer proposal: what is approved is what is sent. Amounts are minor units as text. */
export const transferArguments = z.object({
  account: z.string(),
  amountMinor: minor,
  currency: z.string().length(3),
  destination: z.string(),
  /** The charge that funds it; empty to draw on the available balance. */
  sourceTransaction: z.string(),
  transferGroup: z.string(),
  settlementId: z.string(),
  sellerId: z.string(),
  orderId: z.string(),
})
export type TransferArguments = z.infer<typeof transferArguments>

/** The exact arguments of a reversal proposal. */
export const reversalArguments = z.object({
  account: z.string(),
  transferId: z.string(),
  amountMinor: minor,
  currency: z.string().length(3),
  settlementId: z.string(),
  sellerId: z.string(),
  /** refund, or a person's words. */
  reason: z.string(),
})
export type ReversalArguments = z.infer<typeof reversalArguments>

/** What we write on everything we make at Stripe, and look it up by. */
export function ourMetadata(proposalId: string, settlementId: string): Record<string, string> {
  return { tieout_proposal: proposalId, tieout_settlement: settlementId }
}
