import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { policyOf } from '#lib/approvals/policy-facts.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { AuditActor } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { liftHold } from '#lib/sellers/lift-hold.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { holdOf } from '#lib/sellers/open-holds.ts'
import { noSuchSeller, notHeld } from '#lib/sellers/refusals.ts'
import { queueSettling } from './queue-settling.ts'
import { sourcesOfSellers } from './sources-of-sellers.ts'

const releaseArguments = z.object({ holdId: z.string(), sellerId: z.string(), reason: z.string() })

type Releasing = { readonly actor: Actor; readonly holdId: string; readonly reason: string; readonly at: Date }

/**
 * Ends a hold, or proposes to where the policy asks for a second person: neither who asks nor who placed the hold agrees then.
 * What waited for it is checked again and proposed.
 */
export async function releaseHold(
  tx: Sql,
  { actor, holdId, reason, at }: Releasing,
): Promise<{ proposalId: string | null }> {
  const hold = await holdOf(tx, holdId)
  if (hold === null) throw notHeld()
  const { rules } = await policyOf(tx, actor.entity, at)
  if (!rules.holdReleasesByAnother) {
    const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(',') }
    await lift(tx, { holdId, by, requestId: actor.requestId, at })
    return { proposalId: null }
  }
  const seller = await resolveSeller(tx, hold.sellerId)
  if (seller === null) throw noSuchSeller()
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'hold.release',
    onceKey: await onceKeyFor(tx, `hold:${holdId}`),
    arguments: { holdId, sellerId: seller.id, reason } satisfies z.infer<typeof releaseArguments>,
    seller: { id: seller.id, since: sellerSince(seller) },
    subject: { kind: 'seller', id: seller.id },
    summary: `Lift the hold on ${seller.name}.`,
    reasoning: reason,
    evidence: [{ label: seller.name, kind: 'seller', id: seller.id }],
    checks: [],
    effects: [
      { label: `Money of ${seller.name}`, before: `held: ${hold.reason}`, after: 'checked and proposed', currency: '' },
    ],
    shapedBy: hold.placedBy.startsWith('per_') ? [hold.placedBy] : [],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposal.id }
}

/** Ends a hold that two people agreed to end. */
export const holdReleaseExecutor: LocalExecutor = {
  recheck: async (tx, proposal) =>
    (await holdOf(tx, argumentsOf(proposal).holdId)) === null
      ? { ok: false, void: true, reason: 'The hold was lifted meanwhile.' }
      : { ok: true },
  apply: async (tx, proposal, at) => {
    const { holdId, sellerId } = argumentsOf(proposal)
    await lift(tx, { holdId, by: { kind: 'person', id: proposal.proposedBy, role: '' }, requestId: '', at })
    return { objectId: holdId, sentence: proposal.summary, refs: [`seller:${sellerId}`] }
  },
}

const argumentsOf = (proposal: Proposal) => releaseArguments.parse(JSON.parse(proposal.arguments))

type Lifting = { readonly holdId: string; readonly by: AuditActor; readonly requestId: string; readonly at: Date }

async function lift(tx: Sql, { holdId, by, requestId, at }: Lifting): Promise<void> {
  const { sellerId } = await liftHold(tx, { holdId, actor: by, requestId, at })
  await queueSettling(tx, await sourcesOfSellers(tx, [sellerId]))
}
