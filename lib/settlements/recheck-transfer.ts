import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Share } from './decide-shares.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { Source } from './facts.ts'

export type Recheck =
  | { readonly ok: true }
  /** `void`: the proposal no longer says what is right and must not be tried again. */
  | { readonly ok: false; readonly reason: string; readonly void: boolean }

type Asked = {
  readonly entity: Entity
  readonly proposalId: string
  readonly settlementId: string
  readonly sellerId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
}

/**
 * Runs every check again for a transfer that is about to be executed, on the facts as they are in this transaction.
 * Whatever changed since the proposal (a refund, a hold, a restriction, a transfer made elsewhere) voids it.
 */
export async function recheckTransfer(tx: Sql, asked: Asked & { readonly destination: string }): Promise<Recheck> {
  const found = await shareNow(tx, asked)
  if ('ok' in found) return found
  const { evaluation, share } = found
  if (evaluation.versions.length > 0) return no('Something happened to the payment since (a refund, most likely).')
  if (share.seller.stripeAccount !== asked.destination) return no('The seller’s account is another one now.')
  if (evaluation.collection.kind === 'collected' && evaluation.collection.settled.currency !== asked.currency) {
    return no('The settlement is in another currency.')
  }
  const left = share.owedMinor - share.due.heldMinor - share.step.netMinor
  if (share.step.state === 'paused') return no(share.step.reason)
  if (left !== asked.amountMinor) return no('The amount owed has changed since.')
  return { ok: true }
}

/** The same for a reversal that follows a refund: the seller must still hold more than the share by this amount. */
export async function recheckReversal(tx: Sql, asked: Asked & { readonly transferId: string }): Promise<Recheck> {
  const found = await shareNow(tx, asked)
  if ('ok' in found) return found
  const { evaluation, share } = found
  if (evaluation.versions.length > 0)
    return no('Something happened to the payment since (another refund, most likely).')
  const target = share.owedMinor > 0n ? share.owedMinor : 0n
  return share.step.netMinor - target >= asked.amountMinor
    ? { ok: true }
    : no('The seller no longer holds more than the share.')
}

const no = (reason: string): Recheck => ({ ok: false, reason, void: true })

async function shareNow(tx: Sql, asked: Asked): Promise<Recheck | { evaluation: Evaluation; share: Share }> {
  const source = await sourceOfSettlement(tx, asked.settlementId)
  if (source === null) return no('The settlement is gone.')
  const evaluation = await evaluate(tx, {
    entity: asked.entity,
    source,
    at: asked.at,
    isLocking: false,
    withoutProposal: asked.proposalId,
    askedAgain: asked.sellerId,
  })
  const share = evaluation.shares.find(({ seller }) => seller.id === asked.sellerId)
  return share === undefined ? no('The seller has no share any more.') : { evaluation, share }
}

/** What a settlement was made of; pass it to `settleSource` to bring it up to date. */
export async function sourceOfSettlement(tx: Sql, settlementId: string): Promise<Source | null> {
  const [row] = await tx.sql<Source>(
    `SELECT source_kind AS kind, source_id AS id FROM settlement WHERE id = $1 AND entity_id = $2 AND livemode = $3`,
    [settlementId, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}
