import { createHash } from 'node:crypto'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import type { Sql } from '#lib/platform/db.ts'
import { REPLY_ENDED } from './list-conversations.ts'
import { lockConversation, recordStep, type Worker } from './lock-conversation.ts'
import { newMessage, noAddress, replyWaits } from './refusals.ts'

type Reply = {
  readonly conversationId: string
  /** How many messages whoever answers has read. */
  readonly messageCount: number
  readonly subject: string
  readonly body: string
}

/**
 * Proposes an answer: exactly these words leave once policy or a person agreed. Refuses when another message came in meanwhile, and
 * while another answer waits: of two who answer at once, the second hears of the first.
 */
export async function replyTo(tx: Sql, reply: Reply, worker: Worker): Promise<{ proposalId: string }> {
  const { conversationId, messageCount, subject, body } = reply
  const { actor, at } = worker
  const conversation = await lockConversation(tx, conversationId)
  if (conversation.messageCount !== messageCount) throw newMessage()
  if (!conversation.correspondent.includes('@')) throw noAddress()
  const waits = await tx.sql(`SELECT 1 FROM proposal WHERE id = $1 AND state NOT IN ${REPLY_ENDED}`, [
    conversation.replyProposalId,
  ])
  if (waits.length > 0) throw replyWaits()
  const words = createHash('sha256')
    .update(JSON.stringify([subject, body]))
    .digest('hex')
    .slice(0, 16)
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    to: conversation.correspondent,
    subject,
    body,
    subjectKind: 'inbox',
    subjectId: conversationId,
    onceKey: `inbox:${conversationId}:${messageCount}:${words}`,
    reasoning: `It answers “${conversation.subject}” of ${conversation.correspondentName || conversation.correspondent}.`,
    evidence: [{ label: 'The conversation', kind: 'inbox', id: conversationId }],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await tx.exec('UPDATE conversation SET reply_proposal_id = $2 WHERE id = $1', [conversationId, proposal.id])
  const refs = [`proposal:${proposal.id}`]
  await recordStep(tx, conversation, { action: 'inbox.reply', note: `Proposed an answer: ${subject}`, refs }, worker)
  return { proposalId: proposal.id }
}

/**
 * Takes over what became of answers: one that left ends the waiting for what it answered, one that will not leave is forgotten. A
 * message that came in after the answer was proposed goes on waiting. Returns how many.
 */
export function settleReplies(tx: Sql): Promise<number> {
  return tx.exec(
    `UPDATE conversation c SET reply_proposal_id = '', waiting_since = CASE WHEN r.state = 'executed' THEN
              (SELECT min(m.received_at) FROM conversation_message m
                WHERE m.conversation_id = c.id AND m.side <> 'us' AND m.received_at > r.proposed_at) ELSE c.waiting_since END
       FROM proposal r
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.reply_proposal_id <> '' AND r.id = c.reply_proposal_id AND r.state IN ${REPLY_ENDED}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
