import { decidersOf, nearExpiry } from '#lib/approvals/near-expiry.ts'
import type { Expired } from '#lib/approvals/upkeep.ts'
import type { Sql } from '#lib/platform/db.ts'
import { closeTickets, openTicket } from '#lib/tickets/open-ticket.ts'

/** So long before it expires, an approval that nobody gave becomes a ticket. */
const ESCALATE_HOURS = 12

/**
 * Tells who may still decide that a proposal is about to expire, and the administrators that one did. A warning closes itself
 * once somebody decided; that one expired is closed by a person.
 */
export async function escalate(tx: Sql, expired: readonly Expired[], at: Date): Promise<void> {
  const near = await nearExpiry(tx, at, ESCALATE_HOURS)
  const whoDecides = near.length === 0 ? () => [] : await decidersOf(tx, at)
  for (const proposal of near) {
    const names = whoDecides(proposal)
    const ticket = {
      code: 'approval_expiring',
      title: `Nobody has decided yet: ${proposal.summary}`,
      action:
        names.length === 0
          ? 'Nobody without a conflict of their own may decide about it: an administrator grants the role, or an approver delegates theirs. It expires within twelve hours.'
          : `${listed(names)} may decide about it: it expires within twelve hours.`,
    }
    await openTicket(tx, { subjectKind: 'proposal', subjectId: proposal.id, ...ticket }, at)
  }
  for (const id of await decidedTickets(tx)) {
    await closeTickets(tx, { subjectKind: 'proposal', subjectId: id, stillOpen: ['approval_expired'] }, at)
  }
  for (const { id, summary, state, subjectKind } of expired) {
    if (state !== 'needs_approval') continue
    const next =
      subjectKind === 'settlement' ? 'Its settlement proposes it anew when it is still right.' : 'Propose it again.'
    const ticket = {
      code: 'approval_expired',
      title: `Nobody decided in time: ${summary}`,
      action: `An administrator asks why: are there enough approvers, and were they there? ${next}`,
    }
    await openTicket(tx, { subjectKind: 'proposal', subjectId: id, ...ticket }, at)
  }
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(names)

/** Proposals with an open warning that wait for nobody any more. */
async function decidedTickets(tx: Sql): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT t.subject_id AS id FROM ticket t JOIN proposal p ON p.id = t.subject_id
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.subject_kind = 'proposal' AND t.code = 'approval_expiring'
        AND t.state <> 'resolved' AND p.state <> 'needs_approval' LIMIT 200`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ id }) => id)
}
