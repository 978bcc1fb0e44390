import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { noConversation } from './refusals.ts'

/** The person who works in the inbox, and the instant it happens at. */
export type Worker = { readonly actor: Actor; readonly at: Date }

export type Locked = {
  readonly id: string
  readonly subject: string
  readonly state: 'open' | 'closed'
  readonly side: string
  readonly correspondent: string
  readonly correspondentName: string
  readonly sellerId: string
  readonly ownerId: string
  readonly messageCount: number
  readonly replyProposalId: string
}

/** Holds a conversation until the transaction ends, so that two who work on it do not both decide. Refuses what is not there. */
export async function lockConversation(tx: Sql, id: string): Promise<Locked> {
  const [row] = await tx.sql<Locked>(
    `SELECT id, subject, state, side, correspondent, correspondent_name AS "correspondentName", seller_id AS "sellerId", owner_id AS "ownerId",
            message_count AS "messageCount", reply_proposal_id AS "replyProposalId"
       FROM conversation WHERE id = $3 AND entity_id = $1 AND livemode = $2 FOR UPDATE`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  if (row === undefined) throw noConversation()
  return row
}

type Step = {
  readonly action: `inbox.${string}`
  readonly note: string
  readonly before?: unknown
  readonly after?: unknown
  readonly refs?: readonly string[]
}

/** Writes who did what to a conversation. */
export function recordStep(tx: Sql, { id, sellerId }: Locked, { refs = [], ...step }: Step, { actor, at }: Worker) {
  return recordAudit(tx, {
    ...step,
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    subject: { kind: 'inbox', id },
    refs: [...refs, ...(sellerId === '' ? [] : [`seller:${sellerId}`])],
    requestId: actor.requestId,
    at,
  })
}
