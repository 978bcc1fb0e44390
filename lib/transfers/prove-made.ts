import type { Proposal } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { MirrorBatch } from '#lib/events/mirror.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { RefundRow, TransferReversalRow, TransferRow } from '#lib/providers/stripe/rows.ts'
import type { LookUp } from '#lib/providers/stripe/send.ts'
import { readReversal, readTransfer } from '#lib/providers/stripe/transfers.ts'
import { lookUpDispute, readRefundFor } from './about-buyers.ts'
import { notWhatWasSent } from './refusals.ts'
import { reversalArguments, transferArguments } from './transfer-arguments.ts'

/** What Stripe said about an object a person named, ready to be mirrored, and the sentence that says what was read. */
export type Made = { readonly batch: MirrorBatch; readonly sentence: string }

/** Clocks differ: an object made this much before the proposal may still be its own. */
const SLACK_MS = 86_400_000

/** Reads a transfer, a reversal, a refund or a dispute at Stripe and refuses it unless it is exactly what the proposal sent. */
export function proveMade(entity: Entity, proposal: Proposal, objectId: string): Promise<Made> {
  if (proposal.kind === 'transfer.reverse') return proveReversal(entity, proposal, objectId)
  if (proposal.kind === 'refund.create') return proveRefund(entity, proposal, objectId)
  if (proposal.kind.startsWith('dispute.')) return proveDispute(entity, proposal, objectId)
  return proveTransfer(entity, proposal, objectId)
}

async function proveRefund(entity: Entity, proposal: Proposal, objectId: string): Promise<Made> {
  const row = requireFound(await readRefundFor(entity, proposal, objectId), objectId)
  requireSame(proposal, row)
  return { batch: { refund: [row] }, sentence: sentenceOf(row, `of ${row.chargeId}`) }
}

async function proveDispute(entity: Entity, proposal: Proposal, objectId: string): Promise<Made> {
  const row = requireFound(await lookUpDispute(entity, proposal), objectId)
  if (row.id !== objectId) throw notWhatWasSent(`it is about ${row.id}`)
  return { batch: { dispute: [row] }, sentence: `Read at Stripe: ${row.id} is ${row.status.replaceAll('_', ' ')}.` }
}

async function proveTransfer(entity: Entity, proposal: Proposal, objectId: string): Promise<Made> {
  const { destination } = transferArguments.parse(JSON.parse(proposal.arguments))
  const row = requireFound(await readTransfer(entity, objectId), objectId)
  requireSame(proposal, row)
  if (row.destination !== destination) throw notWhatWasSent(`it went to ${row.destination}, not to ${destination}`)
  return { batch: { transfer: [row] }, sentence: sentenceOf(row, `to ${row.destination}`) }
}

async function proveReversal(entity: Entity, proposal: Proposal, objectId: string): Promise<Made> {
  const { transferId } = reversalArguments.parse(JSON.parse(proposal.arguments))
  const row = requireFound(await readReversal(entity, transferId, objectId), objectId)
  requireSame(proposal, row)
  return { batch: { transfer_reversal: [row] }, sentence: sentenceOf(row, `from ${row.transferId}`) }
}

function requireFound<T>(looked: LookUp<T>, objectId: string): T {
  if (looked.outcome === 'succeeded') return looked.object
  if (looked.outcome === 'absent') throw notWhatWasSent(`Stripe has no ${objectId} there`)
  throw new Error(`Stripe could not be asked: ${looked.message}`)
}

type Row = Pick<
  RefundRow | TransferRow | TransferReversalRow,
  'id' | 'amountMinor' | 'currency' | 'createdAt' | 'metadata'
>

function requireSame(proposal: Proposal, row: Row): void {
  const [is, was] = [money(row.amountMinor, row.currency.toUpperCase()), money(proposal.amountMinor, proposal.currency)]
  if (is.minor !== was.minor || is.currency !== was.currency) {
    throw notWhatWasSent(`it is ${formatMoney(is)}, and ${formatMoney(was)} was sent`)
  }
  const named = row.metadata.tieout_proposal ?? ''
  if (named !== '' && named !== proposal.id) throw notWhatWasSent(`it belongs to ${named}`)
  if (row.createdAt.getTime() < proposal.proposedAt.getTime() - SLACK_MS) {
    throw notWhatWasSent(`it was made on ${row.createdAt.toISOString().slice(0, 10)}, before it was proposed`)
  }
}

const sentenceOf = (row: Row, where: string) =>
  `Read at Stripe: ${row.id}, ${formatMoney(money(row.amountMinor, row.currency.toUpperCase()))} ${where}, made ${row.createdAt.toISOString()}.`
