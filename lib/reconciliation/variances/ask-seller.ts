import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { linkTicket } from '#lib/tickets/links.ts'
import { commentTicket } from '#lib/tickets/plan-ticket.ts'
import type { Question } from './question-model.ts'
import { askedAlready, nobodyToAsk, varianceClosed } from './variance-refusals.ts'
import { isTodo, lockVariance, type Working } from './work-variance.ts'

type Asking = Question & { readonly varianceId: string }

/**
 * Proposes to mail the seller of a variance a question; exactly these words leave once somebody else agreed. The ticket leads to it.
 * Refuses where nobody can be asked, and the same words twice.
 */
export async function askSeller(
  tx: Sql,
  { varianceId, subject, body }: Asking,
  { actor, at }: Working,
): Promise<{ proposalId: string }> {
  const variance = await lockVariance(tx, varianceId)
  if (!isTodo(variance.state)) throw varianceClosed(variance.state)
  const seller = variance.sellerId === '' ? null : await resolveSeller(tx, variance.sellerId)
  if (seller === null || seller.email === '') throw nobodyToAsk()
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    ...writeMail('seller_asked', 'en', { subject, words: body }),
    to: seller.email,
    sellerId: seller.id,
    subjectKind: 'variance',
    subjectId: varianceId,
    onceKey: `ask:${varianceId}:${subject}:${body}`,
    reasoning: variance.summary,
    evidence: [{ label: 'The variance', kind: 'variance', id: varianceId }, ...variance.evidence],
    seller: { id: seller.id, since: sellerSince(seller) },
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  if (proposal.proposedAt.getTime() !== at.getTime()) throw askedAlready()
  if (variance.ticketId !== '') {
    await linkTicket(
      tx,
      variance.ticketId,
      [{ kind: 'proposal', id: proposal.id, label: 'Question to the seller' }],
      at,
    )
    const words = `Asked to mail ${seller.name}: ${subject}`
    await commentTicket(tx, variance.ticketId, words, { actor, requestId: actor.requestId, at })
  }
  return { proposalId: proposal.id }
}
