import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { sourceOfSettlement } from './recheck-transfer.ts'
import { noSuchSettlement, nothingToPropose } from './refusals.ts'
import { type SettleOutcome, settleSource } from './settle.ts'

type Running = { readonly actor: Actor; readonly settlementId: string; readonly at: Date }

/** Runs every check of a settlement again, because a person asked. */
export async function runAgain(tx: Sql, { actor, settlementId, at }: Running): Promise<SettleOutcome> {
  const source = await sourceOfSettlement(tx, settlementId)
  if (source === null) throw noSuchSettlement()
  await note(tx, { actor, settlementId, at }, 'settlements.run_again', 'Ran the checks again.')
  return settleSource(tx, { entity: actor.entity, source, at })
}

/**
 * Proposes a share again after its proposal was rejected, expired or reversed. The person counts as the proposer, and so
 * cannot approve it. Refuses when a check still stands in the way.
 */
export async function proposeAgain(
  tx: Sql,
  { actor, settlementId, sellerId, at }: Running & { readonly sellerId: string },
): Promise<void> {
  const source = await sourceOfSettlement(tx, settlementId)
  if (source === null) throw noSuchSettlement()
  await note(tx, { actor, settlementId, at }, 'settlements.propose_again', 'Asked to propose the share again.', [
    `seller:${sellerId}`,
  ])
  await settleSource(tx, { entity: actor.entity, source, at, again: { sellerId, personId: actor.personId } })
  const [share] = await tx.sql<{ state: string; reason: string }>(
    `SELECT h.state, s.state_reason AS reason FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.settlement_id = $1 AND h.seller_id = $2`,
    [settlementId, sellerId],
  )
  if (share?.state !== 'proposed') throw nothingToPropose(share?.reason || 'the seller has no share in it.')
}

async function note(
  tx: Sql,
  { actor, settlementId, at }: Running,
  action: string,
  text: string,
  refs: string[] = [],
): Promise<void> {
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action,
    subject: { kind: 'settlement', id: settlementId },
    note: text,
    refs,
    requestId: actor.requestId,
    at,
  })
}
