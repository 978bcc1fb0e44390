import { createHash } from 'node:crypto'
import type { Entity } from '#lib/entities/entity.ts'
import type { RemoteComment, Tracker } from '#lib/messages/trackers/tracker.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import type { Link } from './link-model.ts'
import { takeMessage } from './take-message.ts'

type Taking = { readonly entity: Entity; readonly tracker: Tracker; readonly at: Date }
type Remote = { readonly ticketId: string; readonly remoteId: string; readonly title: string }

const BATCH = 50
const SAID = 'It was written at a ticket about this.'

/**
 * Takes what people of outside, and agents for them to read, wrote at the tickets that were just read back: each once, a ticket a
 * conversation, with the sellers that the ticket leads to. A tracker that cannot be read now is read with the next poll. Returns how
 * many were new.
 */
export async function takeTicketComments({ entity, tracker, at }: Taking): Promise<number> {
  if (tracker.comments === undefined) return 0
  const scope = SYSTEM(entity)
  let count = 0
  for (const remote of await inRawTransaction(scope, (tx) => justRead(tx, tracker.name, at))) {
    const answer = await tracker.comments(remote.remoteId)
    if (answer.outcome !== 'ok') break
    for (const comment of answer.value) {
      const taken = await inRawTransaction(scope, (tx) => takeComment(tx, tracker.name, remote, comment, at))
      if (taken.outcome === 'taken') count += 1
    }
  }
  return count
}

function justRead(tx: Sql, system: string, at: Date): Promise<Remote[]> {
  return tx.sql<Remote>(
    `SELECT r.ticket_id AS "ticketId", r.remote_id AS "remoteId", t.title FROM ticket_remote r JOIN ticket t ON t.id = r.ticket_id
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.system = $3 AND r.synced_at >= $4::text::timestamptz AND r.category <> 'gone'
      ORDER BY r.ticket_id LIMIT ${BATCH}`,
    [tx.scope.entityId, tx.scope.livemode, system, at.toISOString()],
  )
}

async function takeComment(
  tx: Sql,
  system: string,
  { ticketId, remoteId, title }: Remote,
  comment: RemoteComment,
  at: Date,
) {
  const { id, email, name, isOutside, text } = comment
  return takeMessage(
    tx,
    {
      channel: 'ticket',
      externalId: `${system} ${remoteId} ${id}`,
      externalKey: `${system} ${remoteId}`,
      hash: createHash('sha256').update(text).digest('hex'),
      from: email || name || system,
      fromName: name,
      isDoubtful: false,
      subject: title,
      text,
      sentAt: comment.at.getTime() > 0 ? comment.at : at,
      files: [],
      answers: [],
      recipients: [],
      said: { side: isOutside ? 'unknown' : 'us', links: await linksOfTicket(tx, ticketId) },
    },
    at,
  )
}

async function linksOfTicket(tx: Sql, ticketId: string): Promise<Link[]> {
  const sellers = await tx.sql<{ id: string }>(
    `SELECT s.id FROM ticket_link l JOIN seller s ON s.id = l.object_id
      WHERE l.ticket_id = $1 AND l.entity_id = $2 AND l.livemode = $3 AND l.object_kind = 'seller' ORDER BY s.id LIMIT 5`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  const said = { reason: SAID, confidence: 100, state: 'linked' } as const
  return [
    { kind: 'ticket', id: ticketId, sellerId: '', ...said },
    ...sellers.map(({ id }) => ({ kind: 'seller', id, sellerId: id, ...said })),
  ]
}
