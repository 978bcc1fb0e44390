import type { Actor } from '#lib/access/actor.ts'
import type { Evidence } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { notReversible, tooMuch } from './refusals.ts'
import { type ReversalArguments, transferArguments } from './transfer-arguments.ts'

type Reverse = {
  readonly actor: Actor
  readonly proposalId: string
  readonly amountMinor: string
  readonly reason: string
  readonly at: Date
}

/**
 * Proposes to take back some or all of an executed transfer. Whoever proposes it cannot approve it. Refuses more than is left
 * of the transfer after every reversal that was made or is on its way.
 */
export function proposeReversal({
  actor,
  proposalId,
  amountMinor,
  reason,
  at,
}: Reverse): Promise<{ proposalId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    const transfer = await lockProposal(tx, proposalId)
    if (transfer.kind !== 'transfer.create' || transfer.state !== 'executed') throw notReversible()
    const { settlementId, sellerId, account, currency } = transferArguments.parse(JSON.parse(transfer.arguments))
    return proposeReversalOf(tx, {
      actor,
      transferId: transfer.providerObjectId,
      transferMinor: transfer.amountMinor,
      account,
      currency,
      settlementId,
      sellerId,
      amountMinor: BigInt(amountMinor),
      reason,
      evidence: [{ label: 'The transfer', kind: 'proposal', id: transfer.id }, ...transfer.evidence],
      at,
    })
  })
}

type ReverseTransfer = Omit<Reverse, 'proposalId' | 'amountMinor'> & {
  /** `tr_…` and what it moved. */
  readonly transferId: string
  readonly transferMinor: bigint
  readonly account: string
  readonly currency: string
  readonly settlementId: string
  readonly sellerId: string
  readonly amountMinor: bigint
  readonly evidence: readonly Evidence[]
}

/** Proposes to take back some or all of any transfer at Stripe, whoever made it. Refuses more than is left of it. */
export async function proposeReversalOf(tx: Sql, asked: ReverseTransfer): Promise<{ proposalId: string }> {
  const { actor, transferId, account, currency, settlementId, sellerId, reason, evidence, at } = asked
  const taken = await takenBack(tx, transferId)
  const left = money(asked.transferMinor - taken.minor, currency)
  const amount = money(asked.amountMinor, currency)
  if (amount.minor > left.minor) throw tooMuch(left)
  const seller = await resolveSeller(tx, sellerId)
  const args: ReversalArguments = {
    account,
    transferId,
    amountMinor: amount.minor.toString(),
    currency,
    settlementId,
    sellerId,
    reason,
  }
  const proposed = await propose(tx, {
    entity: actor.entity,
    kind: 'transfer.reverse',
    onceKey: `reversal:${transferId}:${taken.count + 1}`,
    arguments: args,
    amount,
    functional: await convert(tx, amount, actor.entity.functionalCurrency, accountingOn(actor.entity, at)),
    seller: { id: sellerId, since: seller === null ? at : sellerSince(seller) },
    subject: { kind: 'settlement', id: settlementId },
    summary: `Take ${formatMoney(amount)} back from ${seller?.name ?? sellerId}, transferred as ${transferId}.`,
    reasoning: reason,
    evidence,
    checks: [
      { code: 'transfer_executed', passed: true, sentence: `The transfer was executed as ${transferId}.` },
      { code: 'amount_left', passed: true, sentence: `${formatMoney(left)} of it is left.` },
    ],
    effects: [],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposed.id }
}

/** What was taken back of a transfer already, or is proposed to be; and how many such proposals there were. */
async function takenBack(tx: Sql, transferId: string): Promise<{ minor: bigint; count: number }> {
  const [row] = await tx.sql<{ minor: bigint; count: number }>(
    `SELECT (coalesce((SELECT sum(r.amount_minor) FROM transfer_reversal r
                        WHERE r.entity_id = $1 AND r.livemode = $2 AND r.transfer_id = $3), 0)
             + coalesce(sum(p.amount_minor) FILTER (WHERE p.state NOT IN ('executed', 'reversed', 'rejected', 'expired', 'void')), 0))::bigint
              AS minor, count(*)::int AS count
       FROM proposal p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.kind = 'transfer.reverse'
        AND p.arguments::jsonb ->> 'transferId' = $3`,
    [tx.scope.entityId, tx.scope.livemode, transferId],
  )
  return row ?? { minor: 0n, count: 0 }
}
