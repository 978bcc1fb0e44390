import type { Actor } from '#lib/access/actor.ts'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { findCase } from './find-case.ts'
import { nobodyToTell, noSuchCase, toldAlready } from './refusals.ts'
import { sellerOfCharge } from './seller-of-charge.ts'

type Telling = {
  readonly actor: Actor
  readonly disputeId: string
  readonly subject: string
  readonly body: string
  readonly at: Date
}

/** Proposes to mail the seller about a dispute; exactly these words leave once somebody else agreed. */
export function tellSeller({ actor, disputeId, subject, body, at }: Telling): Promise<{ proposalId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    const found = await findCase(tx, disputeId)
    if (found === null) throw noSuchCase()
    const seller = await sellerOfCharge(tx, { id: found.chargeId, account: found.account })
    if (seller === null || seller.email === '') throw nobodyToTell()
    const proposal = await proposeMessage(tx, {
      entity: actor.entity,
      ...writeMail('dispute_told', 'en', { subject, words: body }),
      to: seller.email,
      sellerId: seller.id,
      subjectKind: 'dispute',
      subjectId: disputeId,
      onceKey: `dispute.tell:${disputeId}:${subject}:${body}`,
      reasoning: `The dispute is ${found.status.replaceAll('_', ' ')}.`,
      evidence: [{ label: 'The case', kind: 'dispute', id: disputeId }],
      seller: { id: seller.id, since: seller.since },
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    if (proposal.proposedAt.getTime() !== at.getTime()) throw toldAlready()
    return { proposalId: proposal.id }
  })
}
