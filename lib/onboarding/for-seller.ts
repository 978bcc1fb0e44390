import type { SellerActor } from '#lib/access/seller-actor.ts'
import { type WireTerms, wireTerms } from '#lib/contracts/agreement-model.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import type { ContractTerms } from '#lib/contracts/schema.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { createAccountLink } from '#lib/providers/stripe/requirements.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { portalAddress } from './link.ts'
import { refreshOnboarding } from './refresh.ts'
import type { State } from './state-model.ts'
import { stripeSide } from './stripe-side.ts'

type OwnTerms = Omit<WireTerms, 'rules' | 'tiers'> & {
  readonly name: string
  readonly version: number
  readonly rules: readonly (WireTerms['rules'][number] & { readonly id: string })[]
}

/** What a seller sees of its own way in. */
export type OwnOnboarding = {
  readonly id: string
  readonly state: State
  /** The terms it is offered, and the hash by which it accepts them. */
  readonly terms: OwnTerms
  readonly termsHash: string
  readonly isReady: boolean
  readonly isChecked: boolean
  readonly isReviewed: boolean
  /** Instants, ISO. */
  readonly agreedAt: string | null
  readonly soldAt: string | null
  readonly paidAt: string | null
  /** Open checks that are the seller's to settle. */
  readonly todo: readonly string[]
}

type Stored = {
  id: string
  state: State
  terms: ContractTerms
  termsHash: string
  readyAt: Date | null
  contractAt: Date | null
  checksAt: Date | null
  reviewedAt: Date | null
  firstSaleAt: Date | null
  firstPayoutAt: Date | null
  todo: string[]
}

/** The seller's own way in; null for one that came in another way. */
export async function readOwnOnboarding(actor: SellerActor): Promise<OwnOnboarding | null> {
  const [row] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<Stored>(
      `SELECT id, state, own_terms AS terms, terms_hash AS "termsHash", ready_at AS "readyAt", contract_at AS "contractAt", checks_at AS "checksAt",
              reviewed_at AS "reviewedAt", first_sale_at AS "firstSaleAt", first_payout_at AS "firstPayoutAt", seller_todo AS todo
         FROM onboarding WHERE seller_id = $1 ORDER BY id DESC LIMIT 1`,
      [actor.sellerId],
    ),
  )
  if (row === undefined) return null
  const { terms, readyAt, contractAt, checksAt, reviewedAt, firstSaleAt, firstPayoutAt, ...rest } = row
  return {
    ...rest,
    terms: shownTerms(terms),
    isReady: readyAt !== null && row.state !== 'account',
    isChecked: checksAt !== null && row.todo.length === 0 && row.state !== 'checks',
    isReviewed: reviewedAt !== null,
    agreedAt: contractAt?.toISOString() ?? null,
    soldAt: firstSaleAt?.toISOString() ?? null,
    paidAt: firstPayoutAt?.toISOString() ?? null,
  }
}

function shownTerms(stored: ContractTerms): OwnTerms {
  const { tiers: _, rules, ...terms } = wireTerms(parseTerms({ ...stored, tiers: [] }))
  return { ...terms, name: '', version: 0, rules: rules.map((rule, at) => ({ ...rule, id: `rule_${at + 1}` })) }
}

/** Asks Stripe how the seller's account stands, as somebody who comes back from there expects. Without an answer, nothing changes. */
export async function lookAtStripe(actor: SellerActor, at: Date): Promise<void> {
  const own = await readOwnOnboarding(actor)
  if (own === null || own.state === 'live' || actor.viewedBy !== null) return
  try {
    const { entity } = actor
    await refreshOnboarding({ entity, onboardingId: own.id, side: stripeSide(entity), at })
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
  }
}

/** A way to Stripe's own pages, which lead back to the seller's first steps. */
export async function openOnboardingAtStripe(actor: SellerActor): Promise<{ url: string }> {
  const [own] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<{ account: string }>('SELECT stripe_account AS account FROM seller WHERE id = $1', [actor.sellerId]),
  )
  const back = `${portalAddress()}/onboarding`
  const url = await createAccountLink(callerFor(actor.entity), {
    account: own?.account ?? '',
    type: 'account_onboarding',
    returnUrl: `${back}?back=stripe`,
    refreshUrl: `${back}?back=again`,
  })
  return { url }
}
