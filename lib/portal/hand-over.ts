import type { SellerActor } from '#lib/access/seller-actor.ts'
import { ownConversation } from '#lib/assistant/conversations/conversation.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { writeEntry } from '#lib/tickets/entries.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { nothingAsked } from './refusals.ts'
import { writingScope } from './writing-scope.ts'

const TEXT_MAX = 20_000

/**
 * Gives a conversation to the platform's people as a ticket that carries what was said. The same conversation again is the same
 * ticket. Refuses somebody else's conversation, and one in which nothing was asked.
 */
export function handOver(actor: SellerActor, conversationId: string, at: Date): Promise<{ ticketId: string }> {
  return inRawTransaction(writingScope(actor), async (tx) => {
    const conversation = await ownConversation(tx, conversationId)
    const said = await transcriptOf(tx, conversationId, actor.name)
    if (said === '') throw nothingAsked()
    const [seller] = await tx.sql<{ name: string }>('SELECT name FROM seller WHERE id = $1', [actor.sellerId])
    const { ticketId } = await openTicket(
      tx,
      {
        subjectKind: 'conversation',
        subjectId: conversationId,
        code: 'seller.asked',
        title: `${seller?.name ?? 'A seller'} asks: ${conversation.title}`,
        action: `Answer ${actor.name} (${actor.email}). What was said already stands below.`,
        links: [{ kind: 'seller', id: actor.sellerId, label: seller?.name ?? actor.sellerId }],
      },
      at,
    )
    await writeEntry(tx, { ticketId, kind: 'comment', body: said, by: { kind: 'person', id: actor.personId }, at })
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: `seller ${actor.role}` },
      action: 'portal.handed_over',
      subject: { kind: 'ticket', id: ticketId },
      refs: [`seller:${actor.sellerId}`],
      note: `${actor.name} gave a conversation to a person`,
      requestId: actor.requestId,
      at,
    })
    return { ticketId }
  })
}

/** What was said, as text: the person's words and the assistant's, in their order. */
async function transcriptOf(tx: Sql, conversationId: string, name: string): Promise<string> {
  const rows = await tx.sql<{ role: string; text: string | null }>(
    `SELECT m.role, (SELECT string_agg(part ->> 'text', '' ORDER BY place)
                       FROM jsonb_array_elements(m.parts) WITH ORDINALITY AS p (part, place) WHERE part ->> 'type' = 'text') AS text
       FROM assistant_message m WHERE m.conversation_id = $1 AND m.state <> 'running' ORDER BY m.number`,
    [conversationId],
  )
  return rows
    .flatMap(({ role, text }) => (text ? [`${role === 'user' ? name : 'Assistant'}: ${text}`] : []))
    .join('\n\n')
    .slice(0, TEXT_MAX)
}
