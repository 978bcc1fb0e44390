import type { Proposal } from '#lib/approvals/proposal.ts'
import { noteReversed } from '#lib/approvals/upkeep.ts'
import type { Sql } from '#lib/platform/db.ts'
import { recordOrigin } from './origin.ts'
import { reversalArguments, transferArguments } from './transfer-arguments.ts'

type Executed = { readonly objectId: string; readonly reason: string; readonly at: Date }

/** Remembers that a proposal made this transfer or reversal, which the mirror holds. A transfer wholly taken back is reversed. */
export async function recordExecuted(tx: Sql, proposal: Proposal, { objectId, reason, at }: Executed): Promise<void> {
  const args = JSON.parse(proposal.arguments)
  const reversal = proposal.kind === 'transfer.reverse' ? reversalArguments.parse(args) : null
  const { settlementId, sellerId } = reversal ?? transferArguments.parse(args)
  await recordOrigin(tx, {
    objectId,
    origin: 'executed',
    proposalId: proposal.id,
    settlementId,
    sellerId,
    reason,
    at,
  })
  if (reversal !== null && (await isWhollyReversed(tx, reversal.transferId))) {
    await noteReversed(tx, reversal.transferId, at)
  }
}

async function isWhollyReversed(tx: Sql, transferId: string): Promise<boolean> {
  const [row] = await tx.sql<{ whole: boolean }>(
    `SELECT t.amount_minor <= (SELECT coalesce(sum(r.amount_minor), 0) FROM transfer_reversal r
                                WHERE r.entity_id = t.entity_id AND r.livemode = t.livemode AND r.transfer_id = t.id) AS whole
       FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.id = $3`,
    [tx.scope.entityId, tx.scope.livemode, transferId],
  )
  return row?.whole ?? false
}
