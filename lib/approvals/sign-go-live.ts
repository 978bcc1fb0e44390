import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { goLive } from '#lib/entities/change-entity.ts'
import { getEntity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { alreadyLive, signedByYou } from './refusals.ts'

/** A first signature counts for this long. */
const SIGNATURE_HOURS = 72
const SIGN = 'approvals.sign_go_live'

/**
 * Signs that the entity goes live. The first signature changes nothing; a second person's, within three days, sets go-live and
 * releases automatic execution from that instant on. Money collected before it proposes nothing.
 */
export function signGoLive(actor: Actor, at: Date): Promise<{ isLive: boolean }> {
  return inTransaction(actor.scope, async (tx) => {
    await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR UPDATE', [actor.entity.id])
    const entity = await getEntity(tx, actor.entity.id)
    if (entity.goLiveAt !== null) throw alreadyLive()
    const signers = await signersOf(tx, at)
    if (signers.includes(actor.personId)) throw signedByYou()
    const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(', ') }
    await recordAudit(tx, {
      actor: by,
      action: SIGN,
      subject: { kind: 'entity', id: entity.id },
      note: `${actor.name} signed that ${entity.name} goes live`,
      requestId: actor.requestId,
      at,
    })
    if (signers.length === 0) return { isLive: false }
    await goLive(tx, { entity, actor: by, requestId: actor.requestId, at })
    return { isLive: true }
  })
}

/** Who has signed within the time a signature counts. */
export async function signersOf(tx: Sql, at: Date): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT actor_id AS id FROM audit_record
      WHERE entity_id = $1 AND livemode = $2 AND refs && ARRAY['entity:' || $1] AND action = $3
        AND at > $4::text::timestamptz - make_interval(hours => $5)`,
    [tx.scope.entityId, tx.scope.livemode, SIGN, at.toISOString(), SIGNATURE_HOURS],
  )
  return rows.map((row) => row.id)
}
