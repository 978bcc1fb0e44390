import type { Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import { findNamed } from './find-named.ts'
import { followLinks } from './keep-links.ts'
import { lockConversation, recordStep, type Worker } from './lock-conversation.ts'
import { namesIn } from './names-model.ts'
import { noLink, nothingOfOurs } from './refusals.ts'

type Decision = { readonly objectKind: string; readonly objectId: string; readonly decision: 'linked' | 'dismissed' }

/** Takes a link over, or takes it away; either way a rule does not bring it up again. */
export async function decideLink(tx: Sql, id: string, decided: Decision, worker: Worker): Promise<void> {
  const { objectKind, objectId, decision } = decided
  const conversation = await lockConversation(tx, id)
  const changed = await tx.exec(
    `UPDATE conversation_link SET state = $4, decided_by = $5, at = $6::text::timestamptz
      WHERE conversation_id = $1 AND object_kind = $2 AND object_id = $3 AND state <> $4 AND state <> 'dismissed'`,
    [id, objectKind, objectId, decision, worker.actor.personId, worker.at.toISOString()],
  )
  if (changed === 0) throw noLink()
  await followLinks(tx, id)
  const words = decision === 'linked' ? 'Linked it with' : 'Took away its link with'
  const note = `${words} the ${objectKind} ${objectId}: ${conversation.subject}`
  await recordStep(tx, conversation, { action: 'inbox.link', note, refs: [`${objectKind}:${objectId}`] }, worker)
}

/** Links a conversation with what a person names: an id, or the number of an order or invoice. Refuses what is not ours. */
export async function addLink(tx: Sql, id: string, name: string, worker: Worker): Promise<void> {
  const conversation = await lockConversation(tx, id)
  const sellers = await findSellers(tx, [name])
  const found = [
    ...sellers.map((seller) => ({ kind: 'seller', id: seller.id, sellerIds: [seller.id] })),
    ...(await findNamed(tx, { ...namesIn(name), numbers: [name.replace(/^#/, '')] })),
  ]
  if (found.length === 0) throw nothingOfOurs()
  for (const { kind, id: objectId, sellerIds } of found) {
    await tx.exec(
      `INSERT INTO conversation_link (conversation_id, object_kind, object_id, entity_id, livemode, seller_id, reason, confidence, state, decided_by, at)
       VALUES ($1, $2, $3, $4, $5, $6, 'A person linked it.', 100, 'linked', $7, $8::text::timestamptz)
       ON CONFLICT (conversation_id, object_kind, object_id) DO UPDATE SET state = 'linked', reason = excluded.reason, confidence = 100,
         decided_by = excluded.decided_by, at = excluded.at`,
      [
        id,
        kind,
        objectId,
        tx.scope.entityId,
        tx.scope.livemode,
        sellerIds.length === 1 ? sellerIds[0] : '',
        worker.actor.personId,
        worker.at.toISOString(),
      ],
    )
  }
  await followLinks(tx, id)
  const refs = found.map(({ kind, id: objectId }) => `${kind}:${objectId}`)
  const note = `Linked it with ${name}: ${conversation.subject}`
  await recordStep(tx, conversation, { action: 'inbox.link', note, refs }, worker)
}
