import { z } from 'zod'
import type { Proposal } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { readDispute } from '#lib/providers/stripe/disputes.ts'
import { findRefund, readRefund } from '#lib/providers/stripe/refunds.ts'
import type { DisputeRow, RefundRow } from '#lib/providers/stripe/rows.ts'
import type { LookUp } from '#lib/providers/stripe/send.ts'

/** What of a proposal about a buyer's money says where to look for it. */
const ofRefund = z.object({ account: z.string(), chargeId: z.string() })
const ofDispute = z.object({ account: z.string(), disputeId: z.string() })

/** The refund at Stripe that names this proposal, among those of its charge. */
export function lookUpRefund(entity: Entity, proposal: Proposal): Promise<LookUp<RefundRow>> {
  const { account, chargeId } = ofRefund.parse(JSON.parse(proposal.arguments))
  return findRefund({ entity, account, chargeId, metadataProposal: proposal.id })
}

/** One refund of the proposal's charge by its id; absent when it is of another charge. */
export async function readRefundFor(entity: Entity, proposal: Proposal, id: string): Promise<LookUp<RefundRow>> {
  const { account, chargeId } = ofRefund.parse(JSON.parse(proposal.arguments))
  const found = await readRefund(entity, account, id)
  return found.outcome === 'succeeded' && found.object.chargeId !== chargeId ? { outcome: 'absent' } : found
}

const GIVEN_UP: readonly string[] = ['lost', 'warning_closed']

/** The dispute at Stripe, when what the proposal says happened to it: our answer was sent, or it was given up. */
export async function lookUpDispute(entity: Entity, proposal: Proposal): Promise<LookUp<DisputeRow>> {
  const { account, disputeId } = ofDispute.parse(JSON.parse(proposal.arguments))
  const found = await readDispute({ entity, account, disputeId })
  if (found.outcome !== 'succeeded') return found
  const { metadata, status } = found.object
  const isDone =
    proposal.kind === 'dispute.accept' ? GIVEN_UP.includes(status) : metadata.tieout_proposal === proposal.id
  return isDone ? found : { outcome: 'absent' }
}
