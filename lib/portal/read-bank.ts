import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchRequirements, type Requirements } from '#lib/providers/stripe/requirements.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'

export type Bank = {
  readonly accounts: readonly { readonly last4: string; readonly currency: string }[]
  /** The day since when payments to the seller are held; null when they are not. */
  readonly heldSince: string | null
  /** What Stripe asks for; null when Stripe did not answer. */
  readonly requirements: Requirements | null
}

/** Where the seller is paid, and what stands in the way. */
export async function readBank(actor: SellerActor): Promise<Bank> {
  const { entity, sellerId } = actor
  const { account, ...known } = await inRawTransaction(actor.scope, async (tx) => {
    const accounts = await tx.sql<{ last4: string; currency: string }>(
      `SELECT last4, upper(currency) AS currency FROM seller_bank_account
        WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND gone_at IS NULL ORDER BY first_seen_at, id`,
      [entity.id, entity.livemode, sellerId],
    )
    const [hold] = await tx.sql<{ on: string | null }>(
      `SELECT (min(placed_at) AT TIME ZONE 'UTC')::date::text AS "on" FROM seller_hold WHERE seller_id = $1 AND lifted_at IS NULL`,
      [sellerId],
    )
    const [own] = await tx.sql<{ account: string }>('SELECT stripe_account AS account FROM seller WHERE id = $1', [
      sellerId,
    ])
    return { accounts, heldSince: hold?.on ?? null, account: own?.account ?? '' }
  })
  return { ...known, requirements: await requirementsOf(actor, account) }
}

async function requirementsOf({ entity }: SellerActor, account: string): Promise<Requirements | null> {
  try {
    return await fetchRequirements(callerFor(entity), account)
  } catch (error) {
    if (error instanceof StripeTrouble) return null
    throw error
  }
}
