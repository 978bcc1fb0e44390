import { formatMoney } from '#lib/money/format.ts'
import type { RefundFact } from './facts.ts'

/** How far refunds have gone with this one, in words. `isMade` false: it did not reach the buyer. */
export function refundTrace(
  refund: RefundFact,
  isMade: boolean,
  currency: string,
  returned: bigint,
  charged: bigint,
): string {
  const amount = (minor: bigint) => formatMoney({ minor, currency })
  const what = isMade
    ? `Refund ${refund.id} of ${amount(refund.amountMinor)}`
    : `Refund ${refund.id} did not reach the buyer`
  return `${what}: ${amount(returned)} of ${amount(charged)} returned in all, every share gives back its part.`
}
