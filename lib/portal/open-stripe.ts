import type { SellerActor } from '#lib/access/seller-actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { createAccountLink } from '#lib/providers/stripe/requirements.ts'
import { portalAddress } from './send-sign-in-link.ts'
import { writingScope } from './writing-scope.ts'

/** A way to Stripe's own pages about the seller's account: it works once, for minutes, and is noted. */
export async function openStripe(actor: SellerActor, at: Date): Promise<{ url: string }> {
  const [own] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<{ account: string }>('SELECT stripe_account AS account FROM seller WHERE id = $1', [actor.sellerId]),
  )
  const back = `${portalAddress()}/bank`
  const link = { account: own?.account ?? '', type: 'account_onboarding', returnUrl: back, refreshUrl: back }
  const url = await createAccountLink(callerFor(actor.entity), link)
  await inRawTransaction(writingScope(actor), (tx) =>
    recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: `seller ${actor.role}` },
      action: 'portal.opened_stripe',
      subject: { kind: 'seller', id: actor.sellerId },
      note: `${actor.name} opened the account at Stripe`,
      requestId: actor.requestId,
      at,
    }),
  )
  return { url }
}
