import { delegationExecutor } from '#lib/approvals/delegation.ts'
import type { Executors, ProviderExecutor } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { policyExecutor } from '#lib/approvals/propose-policy.ts'
import { resumeExecutor } from '#lib/approvals/resume-executions.ts'
import { releaseExecutor } from '#lib/approvals/seller-release.ts'
import { openingExecutor } from '#lib/cutover/submit-opening.ts'
import { acceptExecutor, counterExecutor } from '#lib/disputes/answer-executors.ts'
import { refundExecutor, sinceOfSeller } from '#lib/disputes/refund-executor.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { mirror } from '#lib/events/mirror.ts'
import { journalExecutor } from '#lib/ledger/journals/propose-journal.ts'
import { periodExecutor } from '#lib/ledger/periods/close-period.ts'
import { ratesExecutor } from '#lib/ledger/periods/propose-rates.ts'
import { revaluationExecutor } from '#lib/ledger/periods/propose-revaluation.ts'
import { messageExecutor } from '#lib/messages/propose-message.ts'
import { thresholdExecutor } from '#lib/payouts/propose-threshold.ts'
import { weekExecutor } from '#lib/payouts/summaries/send-week.ts'
import { roleExecutor } from '#lib/people/propose-roles.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { TransferReversalRow, TransferRow } from '#lib/providers/stripe/rows.ts'
import { createReversal, createTransfer } from '#lib/providers/stripe/transfers.ts'
import { forceExecutor } from '#lib/reconciliation/matching/propose-force.ts'
import { writeOffVarianceExecutor } from '#lib/reconciliation/variances/propose-write-off.ts'
import { restoreExecutor } from '#lib/reconciliation/variances/take-back-write-off.ts'
import { recheckCredit } from '#lib/settlements/adjustments/pay-credit.ts'
import { adjustmentExecutor } from '#lib/settlements/adjustments/propose-adjustment.ts'
import { writeOffExecutor } from '#lib/settlements/adjustments/write-off.ts'
import { contractVersionExecutor } from '#lib/settlements/contract-version.ts'
import { holdPlaceExecutor } from '#lib/settlements/propose-hold.ts'
import { recheckReversal, recheckTransfer } from '#lib/settlements/recheck-transfer.ts'
import { holdReleaseExecutor } from '#lib/settlements/release-hold.ts'
import { outcomeExecutor } from '#lib/transfers/confirm-outcome.ts'
import { lookUpReversal, lookUpTransfer } from '#lib/transfers/look-up.ts'
import { foundBy, outcomeOf } from '#lib/transfers/outcome-of.ts'
import { readSellerHistory } from '#lib/transfers/read-seller-history.ts'
import { recordExecuted } from '#lib/transfers/record-executed.ts'
import { ourMetadata, reversalArguments, transferArguments } from '#lib/transfers/transfer-arguments.ts'

/** How each kind of proposal is carried out: at Stripe, or in our own database by the room it belongs to. */
export function executorsFor(entity: Entity): Executors {
  return {
    'transfer.create': transferExecutor(entity),
    'transfer.reverse': reversalExecutor(entity),
    'refund.create': refundExecutor(entity),
    'dispute.counter': counterExecutor(entity),
    'dispute.accept': acceptExecutor(entity),
    'execution.resume': resumeExecutor,
    'policy.version': policyExecutor,
    'seller.release': releaseExecutor,
    'delegation.grant': delegationExecutor,
    'contract.version': contractVersionExecutor(entity),
    'adjustment.create': adjustmentExecutor(entity),
    'receivable.write_off': writeOffExecutor(entity),
    'outcome.confirm': outcomeExecutor,
    'message.send': messageExecutor,
    'summary.send': weekExecutor,
    'role.grant': roleExecutor,
    'hold.place': holdPlaceExecutor,
    'hold.release': holdReleaseExecutor,
    'opening.post': openingExecutor(entity),
    'journal.post': journalExecutor(entity),
    'period.lock': periodExecutor(entity),
    'period.reopen': periodExecutor(entity),
    'period.revalue': revaluationExecutor(entity),
    'rates.store': ratesExecutor(entity),
    'payout.threshold': thresholdExecutor,
    'match.force': forceExecutor(entity),
    'variance.write_off': writeOffVarianceExecutor(entity),
    'variance.restore': restoreExecutor(entity),
  }
}

function transferExecutor(entity: Entity): ProviderExecutor {
  const argsOf = (proposal: Proposal) => transferArguments.parse(JSON.parse(proposal.arguments))
  const record = (proposal: Proposal) => async (tx: Sql, row: TransferRow, at: Date) => {
    await mirror(tx, { transfer: [row] })
    await recordExecuted(tx, proposal, { objectId: row.id, reason: 'Executed by us.', at })
  }
  return {
    recheck: (tx, proposal) => {
      const args = argsOf(proposal)
      const amountMinor = BigInt(args.amountMinor)
      if (proposal.subjectKind === 'adjustment')
        return recheckCredit(tx, { ...args, amountMinor, adjustmentId: proposal.subjectId })
      return recheckTransfer(tx, {
        ...args,
        entity,
        proposalId: proposal.id,
        amountMinor,
        at: clock.now(),
      })
    },
    sellerSince: sinceOfSeller,
    sellerHistory: (tx, proposal) => {
      const { account, sellerId, destination, currency } = argsOf(proposal)
      return readSellerHistory(tx, { account, sellerId, destination, currency })
    },
    send: async (proposal, idempotencyKey) => {
      const { settlementId, orderId, ...args } = argsOf(proposal)
      const sent = await createTransfer(
        {
          ...args,
          entity,
          amountMinor: BigInt(args.amountMinor),
          description: proposal.summary.slice(0, 200),
          metadata: { ...ourMetadata(proposal.id, settlementId), ...(orderId === '' ? {} : { order_id: orderId }) },
        },
        { idempotencyKey },
      )
      return outcomeOf(sent, record(proposal))
    },
    lookUp: async (proposal) => foundBy(await lookUpTransfer(entity, proposal), record(proposal)),
  }
}

function reversalExecutor(entity: Entity): ProviderExecutor {
  const argsOf = (proposal: Proposal) => reversalArguments.parse(JSON.parse(proposal.arguments))
  const record = (proposal: Proposal) => async (tx: Sql, row: TransferReversalRow, at: Date) => {
    await mirror(tx, { transfer_reversal: [row] })
    await recordExecuted(tx, proposal, { objectId: row.id, reason: 'Executed by us.', at })
  }
  return {
    recheck: async (tx, proposal) => {
      const args = argsOf(proposal)
      // A person may take money back for reasons of their own; Stripe alone knows then whether there is enough.
      if (args.reason !== 'refund') return { ok: true }
      return recheckReversal(tx, {
        ...args,
        entity,
        proposalId: proposal.id,
        amountMinor: BigInt(args.amountMinor),
        at: clock.now(),
      })
    },
    sellerSince: sinceOfSeller,
    send: async (proposal, idempotencyKey) => {
      const { settlementId, transferId, amountMinor } = argsOf(proposal)
      const sent = await createReversal(
        {
          entity,
          transferId,
          amountMinor: BigInt(amountMinor),
          description: proposal.summary.slice(0, 200),
          metadata: ourMetadata(proposal.id, settlementId),
        },
        { idempotencyKey },
      )
      return outcomeOf(sent, record(proposal))
    },
    lookUp: async (proposal) => foundBy(await lookUpReversal(entity, proposal), record(proposal)),
  }
}
