import type { SellerActor } from '#lib/access/seller-actor.ts'
import { explainPayout } from '#lib/payouts/explain/explain-payout.ts'
import type { PayoutExplanation } from '#lib/payouts/explain/explanation-model.ts'

/** One of the seller's payouts, told in the seller's language; null when it is not the seller's. */
export const explainOwnPayout = (actor: SellerActor, payoutId: string): Promise<PayoutExplanation | null> =>
  explainPayout(actor.scope, payoutId, actor.locale)
