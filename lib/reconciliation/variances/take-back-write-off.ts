import { z } from 'zod'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { convert } from '#lib/rates/rate.ts'
import { unsettleTickets } from '#lib/tickets/settle-tickets.ts'
import { isProposalPending } from './pending-proposal.ts'
import { beingResolved, noWriteOff } from './variance-refusals.ts'
import { lockVariance, type Working } from './work-variance.ts'
import { reverseWriteOff } from './write-off-entry.ts'
import { lockWriteOff, standingWriteOff } from './write-off-store.ts'

const restoreArguments = z.object({ writeOffId: z.string(), varianceId: z.string(), entryId: z.string() })

/**
 * Puts before the gate that a write-off is taken back by a reversing entry: the variance is open again, as far as the facts still
 * show it. Refuses when none stands, and a second proposal while one waits.
 */
export async function proposeRestore(
  tx: Sql,
  { varianceId, reason }: { readonly varianceId: string; readonly reason: string },
  { actor, at }: Working,
): Promise<{ proposalId: string }> {
  const asked = await lockVariance(tx, varianceId)
  const writeOff = await standingWriteOff(tx, asked.subjectKind === 'variance' ? asked.subjectId : varianceId)
  if (writeOff === null || writeOff.entryId === null) throw noWriteOff()
  if (await isProposalPending(tx, writeOff.undoProposalId)) throw beingResolved()
  const { entity } = actor
  const { currency, amountMinor } = writeOff
  const amount = money(amountMinor < 0n ? -amountMinor : amountMinor, currency)
  const proposal = await propose(tx, {
    entity,
    kind: 'variance.restore',
    onceKey: `variance.restore:${writeOff.id}:${writeOff.undoProposalId}`,
    arguments: {
      writeOffId: writeOff.id,
      varianceId: writeOff.varianceId,
      entryId: writeOff.entryId.toString(),
    } satisfies z.infer<typeof restoreArguments>,
    amount,
    functional: await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at)),
    subject: { kind: 'variance', id: writeOff.varianceId },
    summary: `Take back the write-off of ${formatMoney(amount)} by a reversing entry.`,
    reasoning: reason,
    evidence: [
      { label: 'The variance', kind: 'variance', id: writeOff.varianceId },
      { label: 'The write-off', kind: 'proposal', id: writeOff.proposalId },
      { label: 'Its entry', kind: 'journal_entry', id: writeOff.entryId.toString() },
    ],
    checks: [{ code: 'stands', passed: true, sentence: 'The write-off is posted, and was not taken back before.' }],
    effects: [],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await tx.exec('UPDATE variance_write_off SET undo_proposal_id = $2 WHERE id = $1', [writeOff.id, proposal.id])
  return { proposalId: proposal.id }
}

/** Reverses the entry, once, and opens the variance again; what the facts make of it the next look says. */
export const restoreExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const { writeOffId, varianceId, entryId } = restoreArguments.parse(JSON.parse(proposal.arguments))
    await lockVariance(tx, varianceId)
    const found = await lockWriteOff(tx, writeOffId)
    const stands =
      found !== null &&
      found.reversalEntryId === null &&
      found.undoProposalId === proposal.id &&
      found.entryId?.toString() === entryId
    return stands ? { ok: true } : { ok: false, void: true, reason: 'The write-off was taken back already.' }
  },
  apply: async (tx, proposal, at) => {
    const { writeOffId, varianceId } = restoreArguments.parse(JSON.parse(proposal.arguments))
    const writeOff = await lockWriteOff(tx, writeOffId)
    if (writeOff === null) throw new Error(`the write-off of ${proposal.id} changed in the claiming transaction`)
    const entryId = await reverseWriteOff(tx, { entity, writeOff, at })
    const opened = await tx.exec(
      "UPDATE variance SET state = 'open', resolution = '', resolved_at = NULL, proposal_id = '' WHERE id = $1 AND state = 'resolved'",
      [varianceId],
    )
    const words = `The write-off was taken back: ${proposal.reasoning}`
    if (opened > 0)
      await unsettleTickets(
        tx,
        { subjectKind: 'variance', subjectId: varianceId },
        { words, by: { kind: 'system' }, at },
      )
    await enqueue(tx, 'match', {}, { key: entity.id })
    return {
      objectId: writeOff.id,
      sentence: proposal.summary,
      refs: [`variance:${varianceId}`, `journal_entry:${entryId}`],
    }
  },
})
