import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import { noSuchSeller } from '#lib/sellers/refusals.ts'
import { proposeHoldBy } from '#lib/settlements/propose-hold.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { alreadyWritten, nobodyToWrite } from '../refusals.ts'
import { KINDS } from './alert-model.ts'
import { openAlert, tell, type Working } from './work-alert.ts'

/** Puts the hold of an alert's seller before the gate, with the alert's evidence; somebody else decides. */
export async function proposeHoldOf(
  tx: Sql,
  { alertId, reason }: { readonly alertId: string; readonly reason: string },
  working: Working,
): Promise<{ proposalId: string }> {
  const alert = await openAlert(tx, alertId)
  const proposal = await proposeHoldBy(tx, {
    entity: working.actor.entity,
    sellerId: alert.sellerId,
    reason,
    sellerMust: KINDS[alert.kind].sellerMust,
    evidence: [{ label: 'The alert', kind: 'alert', id: alert.id }, ...alert.evidence],
    proposedBy: { kind: 'person', id: working.actor.personId },
    at: working.at,
  })
  await tx.exec('UPDATE health_alert SET proposal_id = $2 WHERE id = $1', [alertId, proposal.id])
  await tell(tx, alert, { kind: 'proposed', body: `Proposed to hold the seller: ${reason}` }, working)
  return { proposalId: proposal.id }
}

type Letter = { readonly alertId: string; readonly subject: string; readonly body: string }

/** Proposes to mail the alert's seller; exactly these words leave once somebody else agreed. Refuses the same words twice. */
export async function writeToSeller(tx: Sql, letter: Letter, working: Working): Promise<{ proposalId: string }> {
  const { alertId, subject, body } = letter
  const { actor, at } = working
  const alert = await openAlert(tx, alertId)
  const seller = await resolveSeller(tx, alert.sellerId)
  if (seller === null || seller.email === '') throw nobodyToWrite()
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    ...writeMail('account_letter', 'en', { subject, words: body }),
    to: seller.email,
    sellerId: seller.id,
    subjectKind: 'alert',
    subjectId: alertId,
    onceKey: `alert:${alertId}:${subject}:${body}`,
    reasoning: `${KINDS[alert.kind].name}: ${alert.reason}`,
    evidence: [{ label: 'The alert', kind: 'alert', id: alertId }, ...alert.evidence],
    seller: { id: seller.id, since: sellerSince(seller) },
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  if (proposal.proposedAt.getTime() !== at.getTime()) throw alreadyWritten()
  await tell(tx, alert, { kind: 'drafted', body: `Asked to mail ${seller.name}: ${subject}` }, working)
  return { proposalId: proposal.id }
}

/** Opens a ticket about the alert's seller that leads to the evidence; the same alert again is the same ticket. */
export async function ticketOf(tx: Sql, alertId: string, working: Working): Promise<{ ticketId: string }> {
  const alert = await openAlert(tx, alertId)
  const seller = await resolveSeller(tx, alert.sellerId)
  if (seller === null) throw noSuchSeller()
  const { name, action } = KINDS[alert.kind]
  const { ticketId } = await openTicket(
    tx,
    {
      subjectKind: 'seller',
      subjectId: seller.id,
      code: `health.${alert.kind}`,
      title: `${seller.name}: ${name.toLowerCase()}`,
      action,
      priority: 'high',
      ownerId: alert.ownerId || working.actor.personId,
      links: [{ kind: 'alert', id: alert.id, label: 'The alert' }, ...alert.evidence],
    },
    working.at,
  )
  await tx.exec('UPDATE health_alert SET ticket_id = $2 WHERE id = $1', [alertId, ticketId])
  await tell(tx, alert, { kind: 'ticket', body: 'Opened a ticket.' }, working)
  return { ticketId }
}
