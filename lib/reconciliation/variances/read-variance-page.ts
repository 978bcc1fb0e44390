import type { Actor } from '#lib/access/actor.ts'
import { money, toWire } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { getTicket } from '#lib/tickets/get-ticket.ts'
import { listOwners } from '#lib/tickets/owners.ts'
import { getVariance, matchesAbout } from './get-variance.ts'
import { openCounterparts } from './open-counterparts.ts'
import { isProposalPending } from './pending-proposal.ts'
import { questionFor } from './question-model.ts'
import { standingWriteOff } from './write-off-store.ts'

/** Everything a variance's page shows, or null. */
export function readVariancePage(actor: Actor, id: string, today: string) {
  return read(actor.scope, async (tx) => {
    const variance = await getVariance(tx, id, today)
    if (variance === null) return null
    const objects = [variance.subjectId, ...variance.evidence.map(({ id: object }) => object)]
    const names = [...new Set(objects.flatMap((object) => [object, object.split('/').at(-1) ?? object]))]
    const matches = await matchesAbout(tx, names)
    const isTodo = variance.state === 'open' || variance.state === 'in_progress'
    const counterparts = isTodo ? await openCounterparts(tx, names) : null
    const seller = variance.sellerId === '' ? null : await resolveSeller(tx, variance.sellerId)
    const writeOff = await standingWriteOff(tx, variance.subjectKind === 'variance' ? variance.subjectId : id)
    return {
      variance,
      matches,
      counterparts,
      ticket: variance.ticketId === '' ? null : await getTicket(tx, variance.ticketId),
      owners: await listOwners(tx),
      /** Null where nobody can be asked. */
      question: !isTodo || seller === null || seller.email === '' ? null : questionFor(variance, actor.entity.name),
      isBeingResolved: await isProposalPending(tx, variance.proposalId),
      writeOff:
        writeOff === null
          ? null
          : {
              amount: toWire(money(writeOff.amountMinor, writeOff.currency)),
              entryId: writeOff.entryId?.toString() ?? '',
              undoProposalId: (await isProposalPending(tx, writeOff.undoProposalId)) ? writeOff.undoProposalId : '',
            },
    }
  })
}
