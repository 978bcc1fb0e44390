import type { Proposal } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { TransferReversalRow, TransferRow } from '#lib/providers/stripe/rows.ts'
import type { LookUp } from '#lib/providers/stripe/send.ts'
import { findReversal, findTransfer } from '#lib/providers/stripe/transfers.ts'
import { reversalArguments, transferArguments } from './transfer-arguments.ts'

/** The transfer at Stripe that names this proposal, by its group, its destination and our metadata. */
export function lookUpTransfer(entity: Entity, proposal: Proposal): Promise<LookUp<TransferRow>> {
  const { transferGroup, destination } = transferArguments.parse(JSON.parse(proposal.arguments))
  return findTransfer({
    entity,
    transferGroup,
    destination,
    metadataProposal: proposal.id,
    createdFrom: proposal.proposedAt,
  })
}

/** The reversal at Stripe that names this proposal, among those of the transfer it was to take money back from. */
export function lookUpReversal(entity: Entity, proposal: Proposal): Promise<LookUp<TransferReversalRow>> {
  const { transferId } = reversalArguments.parse(JSON.parse(proposal.arguments))
  return findReversal({ entity, transferId, metadataProposal: proposal.id })
}
