import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { threadAboutCharge } from '#lib/conversations/for-charge.ts'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { commentTicket } from '#lib/tickets/plan-ticket.ts'
import { type CaseCharge, readCharge } from './read-charge.ts'
import { REFUSAL_WORDS, type RefusalGrounds } from './refund-model.ts'
import { noSuchCase } from './refusals.ts'
import { sellerOfCharge } from './seller-of-charge.ts'

type Refusing = {
  readonly actor: Actor
  readonly chargeId: string
  /** What buyer and seller are told. */
  readonly grounds: RefusalGrounds
  /** For ourselves: it stays in the audit trail and with the proposals. */
  readonly why: string
  readonly at: Date
}

/** Whom it is told, once somebody else agreed to the words; tickets say it at once. */
export type Told = { readonly seller: string | null; readonly buyer: string | null; readonly tickets: number }

/**
 * Keeps that a refund was asked for and refused, and tells it: a mail to the seller, an answer in the newest conversation with the
 * buyer where there is one by mail, and a comment on every open ticket about the payment. Mails pass the gate; the same grounds twice
 * are told once. Nobody is written to whose address is not known.
 */
export function refuseRefund(refusing: Refusing): Promise<Told> {
  const { actor, chargeId, grounds, why, at } = refusing
  return inTransaction(actor.scope, async (tx) => {
    const charge = await readCharge(tx, chargeId)
    if (charge === null) throw noSuchCase()
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
      action: 'disputes.refuse_refund',
      subject: { kind: 'charge', id: chargeId },
      note: `Refused to refund ${chargeId} (${REFUSAL_WORDS[grounds].label.toLowerCase()}): ${why}`,
      requestId: actor.requestId,
      at,
    })
    return {
      seller: await tellSeller(tx, refusing, charge),
      buyer: await answerBuyer(tx, refusing, charge),
      tickets: await sayInTickets(tx, refusing),
    }
  })
}

const amountOf = ({ amountMinor, currency }: CaseCharge) => formatMoney(money(amountMinor, currency))

async function tellSeller(tx: Sql, { actor, grounds, why, at }: Refusing, charge: CaseCharge): Promise<string | null> {
  const seller = await sellerOfCharge(tx, charge)
  if (seller === null || seller.email === '') return null
  const words = [
    `Dear ${seller.name},`,
    `a refund of your sale of ${amountOf(charge)} was asked for, and we refused it. ${REFUSAL_WORDS[grounds].told}`,
    'Nothing changes for you: your share stays as it is.',
  ].join('\n\n')
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    ...writeMail('dispute_told', 'en', { subject: `Refund of ${amountOf(charge)} refused`, words }),
    to: seller.email,
    sellerId: seller.id,
    subjectKind: 'charge',
    subjectId: charge.id,
    onceKey: `refund.refused:${charge.id}:${grounds}:seller`,
    reasoning: why,
    evidence: [{ label: 'The payment', kind: 'charge', id: charge.id }],
    seller: { id: seller.id, since: seller.since },
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return proposal.id
}

/** Only a conversation by mail can be answered from here; in others the refusal is read at the payment. */
async function answerBuyer(tx: Sql, { actor, grounds, why, at }: Refusing, charge: CaseCharge): Promise<string | null> {
  const id = await threadAboutCharge(tx, charge.id, 'buyer')
  if (id === null) return null
  const [thread] = await tx.sql<{ to: string; subject: string }>(
    `SELECT correspondent AS "to", subject FROM conversation WHERE id = $1 AND channel = 'mail' AND correspondent LIKE '%@%'`,
    [id],
  )
  if (thread === undefined) return null
  const words = [
    'Hello,',
    `you asked for a refund of ${amountOf(charge)}. We cannot give it. ${REFUSAL_WORDS[grounds].told}`,
    'Answer this mail if there is something that we do not know yet.',
  ].join('\n\n')
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    ...writeMail('ticket_update', 'en', { subject: `Re: ${thread.subject}`, words }),
    to: thread.to,
    subjectKind: 'inbox',
    subjectId: id,
    onceKey: `refund.refused:${charge.id}:${grounds}:buyer`,
    reasoning: why,
    evidence: [{ label: 'The payment', kind: 'charge', id: charge.id }],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return proposal.id
}

/** Open tickets about the payment, or linked to it. */
async function sayInTickets(tx: Sql, { actor, chargeId, grounds, at }: Refusing): Promise<number> {
  const tickets = await tx.sql<{ id: string }>(
    `SELECT id FROM ticket t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.state <> 'resolved'
        AND ((t.subject_kind = 'charge' AND t.subject_id = $3)
          OR EXISTS (SELECT FROM ticket_link l WHERE l.ticket_id = t.id AND l.object_kind = 'charge' AND l.object_id = $3)) ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode, chargeId],
  )
  const worker = {
    actor: { personId: actor.personId, name: actor.name, roles: actor.roles },
    requestId: actor.requestId,
    at,
  }
  for (const { id } of tickets)
    await commentTicket(tx, id, `The refund was refused. ${REFUSAL_WORDS[grounds].told}`, worker)
  return tickets.length
}
