import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { type ProposeInput, propose } from '#lib/approvals/propose.ts'
import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { alreadyHeld, noSuchSeller } from '#lib/sellers/refusals.ts'
import { queueSettling } from './queue-settling.ts'
import { sourcesOfSellers } from './sources-of-sellers.ts'

const holdArguments = z.object({ sellerId: z.string(), reason: z.string(), sellerMust: z.string().default('') })

type Holding = { readonly actor: Actor; readonly sellerId: string; readonly reason: string; readonly at: Date }

/**
 * Puts the hold of a seller before the gate: for whoever asks through the assistant, which executes nothing. People who look at the
 * seller hold it at once. The same question again while one waits is the same proposal.
 */
export function proposeHold(tx: Sql, { actor, sellerId, reason, at }: Holding): Promise<Proposal> {
  return proposeHoldBy(tx, {
    entity: actor.entity,
    sellerId,
    reason,
    evidence: [],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
}

type Proposing = Omit<Holding, 'actor'> &
  Pick<ProposeInput, 'entity' | 'evidence' | 'proposedBy'> & { readonly sellerMust?: string }

/** The same by whoever saw something, with what was seen. */
export async function proposeHoldBy(tx: Sql, proposing: Proposing): Promise<Proposal> {
  const { entity, sellerId, reason, sellerMust = '', evidence, proposedBy, at } = proposing
  const seller = await resolveSeller(tx, sellerId)
  if (seller === null) throw noSuchSeller()
  if ((await openHolds(tx, [seller.id])).length > 0) throw alreadyHeld()
  return propose(tx, {
    entity,
    kind: 'hold.place',
    onceKey: await onceKeyFor(tx, `hold.place:${seller.id}`),
    arguments: { sellerId: seller.id, reason, sellerMust } satisfies z.infer<typeof holdArguments>,
    seller: { id: seller.id, since: sellerSince(seller) },
    subject: { kind: 'seller', id: seller.id },
    summary: `Hold ${seller.name}.`,
    reasoning: reason,
    evidence: [{ label: seller.name, kind: 'seller', id: seller.id }, ...evidence],
    checks: [],
    effects: [
      { label: `Money of ${seller.name}`, before: 'checked and proposed', after: `held: ${reason}`, currency: '' },
    ],
    proposedBy,
    at,
  })
}

/** Holds the seller once somebody else agreed; whoever asked is who placed it. */
export const holdPlaceExecutor: LocalExecutor = {
  recheck: async (tx, proposal) =>
    (await openHolds(tx, [argumentsOf(proposal).sellerId])).length > 0
      ? { ok: false, void: true, reason: 'The seller was held meanwhile.' }
      : { ok: true },
  apply: async (tx, proposal, at) => {
    const { sellerId, reason, sellerMust } = argumentsOf(proposal)
    const actor = { kind: proposal.proposedByKind, id: proposal.proposedBy, role: '' }
    const { holdId } = await placeHold(tx, { sellerId, reason, sellerMust, actor, at })
    await queueSettling(tx, await sourcesOfSellers(tx, [sellerId]))
    return { objectId: holdId, sentence: proposal.summary, refs: [`seller:${sellerId}`] }
  },
}

const argumentsOf = (proposal: Proposal) => holdArguments.parse(JSON.parse(proposal.arguments))
