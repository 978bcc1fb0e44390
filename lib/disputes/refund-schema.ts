import { z } from 'zod'
import { REFUND_REASON_WORDS, REFUSAL_WORDS, type RefundReason, type RefusalGrounds } from './refund-model.ts'

const minor = z.string().regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.')

const reasons = Object.keys(REFUND_REASON_WORDS) as [RefundReason, ...RefundReason[]]
const chargeId = z.string().regex(/^(ch|py)_\w{3,100}$/, 'This is not the id of a payment.')
/** The dispute, inquiry or warning it answers; empty for a refund by itself. */
const caseId = z.string().regex(/^((dp|du|issfr)_\w{3,100})?$/, 'This is not the id of a dispute.')
const why = z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(2_000)

export const previewRefundInput = z.object({ chargeId, amountMinor: minor })

export const refundInput = z.object({ chargeId, caseId, amountMinor: minor, reason: z.enum(reasons), why })

const grounds = Object.keys(REFUSAL_WORDS) as [RefusalGrounds, ...RefusalGrounds[]]

export const refuseRefundInput = z.object({ chargeId, grounds: z.enum(grounds), why })

/** The exact arguments of a refund proposal: what is approved is what is sent. Amounts are minor units as text. */
export const refundArguments = z.object({
  account: z.string(),
  chargeId: z.string(),
  caseId: z.string(),
  amountMinor: minor,
  currency: z.string().length(3),
  reason: z.enum(reasons),
  isTransferReversed: z.boolean(),
  isFeeRefunded: z.boolean(),
  sellerId: z.string(),
})
export type RefundArguments = z.infer<typeof refundArguments>
