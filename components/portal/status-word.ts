import type { Words } from '#lib/portal/words-model.ts'

/** How far a payout got, in the seller's words. */
export function statusWord(words: Words, status: string): string {
  if (status === 'paid') return words.state_paid
  if (status === 'failed') return words.state_failed
  if (status === 'canceled') return words.state_canceled
  return status === 'in_transit' ? words.state_in_transit : words.state_pending
}
