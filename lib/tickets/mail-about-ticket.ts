import { createHash } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { linkTicket } from './links.ts'
import { lockTicket, recordStep } from './lock-ticket.ts'

type Mailing = {
  readonly actor: Actor
  readonly ticketId: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly at: Date
}

/** Proposes to mail somebody about a ticket; the same words to the same address are proposed once. The ticket leads to the proposal. */
export async function mailAboutTicket(tx: Sql, mailing: Mailing): Promise<{ proposalId: string }> {
  const { actor, ticketId, to, subject, body, at } = mailing
  const ticket = await lockTicket(tx, ticketId)
  const words = createHash('sha256')
    .update(JSON.stringify([to, subject, body]))
    .digest('hex')
    .slice(0, 16)
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    ...writeMail('ticket_update', 'en', { subject, words: body }),
    to,
    subjectKind: 'ticket',
    subjectId: ticketId,
    onceKey: `mail:${ticketId}:${words}`,
    reasoning: ticket.title,
    evidence: [
      { label: 'The ticket', kind: 'ticket', id: ticketId },
      { label: `The ${ticket.subjectKind.replaceAll('_', ' ')}`, kind: ticket.subjectKind, id: ticket.subjectId },
    ],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await linkTicket(tx, ticketId, [{ kind: 'proposal', id: proposal.id, label: `Mail to ${to}` }], at)
  const note = `Proposed a mail to ${to}: ${subject}`
  await recordStep(
    tx,
    ticket,
    { kind: 'linked', body: note, action: 'tickets.mail', note },
    { actor, requestId: actor.requestId, at },
  )
  return { proposalId: proposal.id }
}
