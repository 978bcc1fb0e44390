import type { Sql } from '#lib/platform/db.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { lockConversation, recordStep, type Worker } from './lock-conversation.ts'

type Link = { readonly kind: string; readonly id: string; readonly reason: string }

/** Opens a ticket about a conversation, with the seller and everything it is linked to. The same conversation again is the same ticket. */
export async function ticketOf(tx: Sql, id: string, action: string, worker: Worker): Promise<{ ticketId: string }> {
  const conversation = await lockConversation(tx, id)
  const links = await tx.sql<Link>(
    `SELECT object_kind AS kind, object_id AS id, reason FROM conversation_link WHERE conversation_id = $1 AND state = 'linked' LIMIT 20`,
    [id],
  )
  const seller =
    conversation.sellerId === '' ? [] : [{ kind: 'seller', id: conversation.sellerId, label: 'The seller' }]
  const known = links.filter((link) => link.kind !== 'seller').map((link) => ({ ...link, label: link.reason }))
  const who = conversation.correspondentName || conversation.correspondent
  const { ticketId } = await openTicket(
    tx,
    {
      subjectKind: 'inbox',
      subjectId: id,
      code: 'inbox.message',
      title: `${who} writes: ${conversation.subject}`.slice(0, 300),
      action,
      ownerId: worker.actor.personId,
      links: [...seller, ...known],
    },
    worker.at,
  )
  await tx.exec('UPDATE conversation SET ticket_id = $2 WHERE id = $1', [id, ticketId])
  const refs = [`ticket:${ticketId}`]
  await recordStep(tx, conversation, { action: 'inbox.ticket', note: `Opened a ticket: ${action}`, refs }, worker)
  return { ticketId }
}
