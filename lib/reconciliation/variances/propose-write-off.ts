import { z } from 'zod'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { chartAccount } from '#lib/ledger/chart.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { convert } from '#lib/rates/rate.ts'
import { balanceOf } from '#lib/settlements/balance-of.ts'
import { settleTickets } from '#lib/tickets/settle-tickets.ts'
import { VARIANCE_CLASSES } from './classes-model.ts'
import { findWritable, isFound } from './find-again.ts'
import { isProposalPending } from './pending-proposal.ts'
import { beingResolved, causeGone, notWritable, varianceClosed } from './variance-refusals.ts'
import { isTodo, type LockedVariance, lockVariance, type Working } from './work-variance.ts'
import { postWriteOff } from './write-off-entry.ts'
import { WRITE_OFF_MAJOR_MAX, type WriteOffLine, writeOffAgainst, writeOffLine } from './write-off-model.ts'
import { insertWriteOff, lockWriteOff, type WriteOff } from './write-off-store.ts'

const writeOffArguments = z.object({
  writeOffId: z.string(),
  varianceId: z.string(),
  currency: z.string(),
  amountMinor: z.string(),
  code: z.string(),
  lineMinor: z.string(),
})

/**
 * Puts before the gate that a variance is given up: an entry moves what our books still hold of it to an expense, or to income. Whoever
 * asks cannot approve it; above the limit two people do. Refuses what the books hold nothing of, what the facts do not show any more,
 * and a second proposal while one waits.
 */
export async function proposeWriteOff(
  tx: Sql,
  { varianceId, reason }: { readonly varianceId: string; readonly reason: string },
  { actor, at }: Working,
): Promise<{ proposalId: string }> {
  const variance = await lockVariance(tx, varianceId)
  if (!isTodo(variance.state)) throw varianceClosed(variance.state)
  if (await isProposalPending(tx, variance.proposalId)) throw beingResolved()
  const line = writeOffLine(variance)
  if (line === null) throw notWritable(VARIANCE_CLASSES[variance.class].action)
  const { entity } = actor
  if (!isFound(await findWritable(tx, entity), variance)) throw causeGone()
  const { currency, amountMinor } = variance
  const amount = money(amountMinor < 0n ? -amountMinor : amountMinor, currency)
  const functional = await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at))
  const id = newId('vwo')
  const proposal = await propose(tx, {
    entity,
    kind: 'variance.write_off',
    onceKey: `variance.write_off:${id}`,
    arguments: {
      writeOffId: id,
      varianceId,
      currency,
      amountMinor: amountMinor.toString(),
      code: line.code,
      lineMinor: line.lineMinor.toString(),
    } satisfies z.infer<typeof writeOffArguments>,
    amount,
    functional,
    subject: { kind: 'variance', id: varianceId },
    summary: `Write off ${formatMoney(amount)}: ${variance.summary}`,
    reasoning: reason,
    evidence: [
      { label: VARIANCE_CLASSES[variance.class].name, kind: 'variance', id: varianceId },
      ...variance.evidence,
    ],
    checks: [{ code: 'cause', passed: true, sentence: 'The difference still stands by the facts of today.' }],
    effects: await effectsOf(tx, line, currency),
    ...twoPeopleAbove(entity, functional),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await insertWriteOff(
    tx,
    { ...variance, ...line, id, varianceId, reason, proposalId: proposal.id, createdBy: actor.personId },
    at,
  )
  await tx.exec("UPDATE variance SET state = 'in_progress', proposal_id = $2 WHERE id = $1", [varianceId, proposal.id])
  return { proposalId: proposal.id }
}

function twoPeopleAbove({ functionalCurrency }: Entity, functional: Money | null) {
  const limit = money(WRITE_OFF_MAJOR_MAX * 10n ** BigInt(exponentOf(functionalCurrency)), functionalCurrency)
  if (functional !== null && functional.minor <= limit.minor) return {}
  const reason =
    functional === null
      ? 'There is no stored rate for it, so two people must approve the write-off.'
      : `It is over the limit of ${formatMoney(limit)} for write-offs, so two people must approve it.`
  return { approvalsAtLeast: { count: 2 as const, reason } }
}

async function effectsOf(tx: Sql, line: WriteOffLine, currency: string) {
  const sides = [
    { code: line.code, subject: line.subject, minor: line.lineMinor },
    { code: writeOffAgainst(line), subject: '', minor: -line.lineMinor },
  ]
  const effects = []
  for (const { code, subject, minor } of sides) {
    const before = await balanceOf(tx, { code, subject, currency })
    effects.push({
      label: `${chartAccount(code).name} (debits less credits)`,
      before: before.toString(),
      after: (before + minor).toString(),
      currency,
    })
  }
  return effects
}

/** Posts an approved write-off, once, and resolves its variance; void when the difference is gone, settled, or another one. */
export const writeOffVarianceExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const found = await approved(tx, proposal)
    if (found === null) return { ok: false, void: true, reason: 'The write-off is another one than was approved.' }
    const { variance, writeOff } = found
    if (!isTodo(variance.state))
      return { ok: false, void: true, reason: `The variance is ${variance.state} by now: nothing to write off.` }
    return isFound(await findWritable(tx, entity), writeOff)
      ? { ok: true }
      : { ok: false, void: true, reason: 'The difference is gone, or is another amount now.' }
  },
  apply: async (tx, proposal, at) => {
    const found = await approved(tx, proposal)
    if (found === null) throw new Error(`the write-off of ${proposal.id} changed in the claiming transaction`)
    const { variance, writeOff } = found
    const entryId = await postWriteOff(tx, { entity, writeOff, at })
    const words = `Written off: ${writeOff.reason}`
    await tx.exec(
      "UPDATE variance SET state = 'resolved', resolution = $2, resolved_at = $3::text::timestamptz WHERE id = $1",
      [variance.id, words, at.toISOString()],
    )
    await settleTickets(tx, { subjectKind: 'variance', subjectId: variance.id }, { words, by: { kind: 'system' }, at })
    return {
      objectId: writeOff.id,
      sentence: proposal.summary,
      refs: [`variance:${variance.id}`, `journal_entry:${entryId}`],
    }
  },
})

/** The variance and what was asked for, if both still say what was approved and nothing was posted yet. */
async function approved(tx: Sql, proposal: Proposal): Promise<{ variance: LockedVariance; writeOff: WriteOff } | null> {
  const said = writeOffArguments.parse(JSON.parse(proposal.arguments))
  const variance = await lockVariance(tx, said.varianceId)
  const writeOff = await lockWriteOff(tx, said.writeOffId)
  const isSame =
    writeOff !== null &&
    writeOff.entryId === null &&
    writeOff.proposalId === proposal.id &&
    writeOff.varianceId === variance.id &&
    writeOff.currency === said.currency &&
    writeOff.amountMinor.toString() === said.amountMinor &&
    writeOff.code === said.code &&
    writeOff.lineMinor.toString() === said.lineMinor
  return isSame ? { variance, writeOff } : null
}
