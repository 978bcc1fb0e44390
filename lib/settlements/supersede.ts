import { voidProposal } from '#lib/approvals/void-proposal.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { closeTickets } from '#lib/tickets/open-ticket.ts'
import type { TitledRecord } from './settlement-record.ts'
import { isSide, NO_REFUND, undoneSides } from './side-versions.ts'
import { closeSettlement, insertVersion, readProposals, readRecordedLines, type SettlementHead } from './store.ts'
import { isOriginal, type RecordedLine, type Version, type VersionLine } from './versions.ts'
import { postVersion } from './write-versions.ts'

const OPEN = ['blocked', 'needs_approval', 'approved', 'waiting_funds', 'observed', 'failed']

/**
 * Undoes the settlement of a single charge once it is known that an invoice asked for the charge: the same money is
 * settled there. Its versions are reversed in the books, its open proposals are void, its transfers count for the invoice.
 */
export async function supersede(
  tx: Sql,
  { entity, at }: { entity: Entity; at: Date },
  head: SettlementHead,
  by: TitledRecord,
): Promise<void> {
  const reason = `Paid ${by.title}: settled there.`
  for (const { id, state } of await readProposals(tx, [head.id], true)) {
    if (OPEN.includes(state)) await voidProposal(tx, id, reason, at)
  }
  const undoing = undo(await readRecordedLines(tx, head.id), head.version, reason)
  const refs = [`charge:${by.chargeId}`, `invoice:${by.source.id}`]
  for (const version of undoing) {
    await insertVersion(tx, head.id, version)
    const { currency, collectedAt } = by
    await postVersion(tx, { entity, settlementId: head.id, version, currency, occurredAt: collectedAt, refs, at })
  }
  if (undoing.length > 0) {
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'settlements.supersede',
      subject: { kind: 'settlement', id: head.id },
      note: reason,
      refs,
      at,
    })
  }
  await closeSettlement(tx, head.id, { version: head.version + undoing.length, reason }, at)
  await closeTickets(tx, { subjectKind: 'settlement', subjectId: head.id, stillOpen: [] }, at)
}

/**
 * Versions that take every line back to zero: one for what was collected, and one for each refund and dispute since, because
 * they went through different accounts. None when that was done before.
 */
function undo(recorded: readonly RecordedLine[], lastVersion: number, trace: string): Version[] {
  const originals = recorded.filter((line) => isOriginal(line, recorded))
  const others = recorded.filter((line) => !isOriginal(line, recorded) && !isSide(line))
  const collected = opposites(originals, trace)
  const versions: Version[] = []
  const add = (lines: readonly VersionLine[], refund: Version['refund']) => {
    if (lines.length > 0)
      versions.push({ version: lastVersion + versions.length + 1, kind: 'correction', refund, lines })
  }
  add(collected, null)
  // Refunds and disputes went through accounts of their own.
  for (const [id, lines] of Map.groupBy(others, ({ sourceLineId }) => sourceLineId))
    add(opposites(lines, trace), { ...NO_REFUND, id })
  return [...versions, ...undoneSides(recorded, lastVersion + versions.length + 1, trace)]
}

function opposites(lines: readonly RecordedLine[], trace: string): VersionLine[] {
  const numbers = [...new Set(lines.map(({ lineNo }) => lineNo))]
  return numbers.flatMap((lineNo): VersionLine[] => {
    const own = lines.filter((line) => line.lineNo === lineNo)
    const last = own.at(-1)
    if (last === undefined) return []
    const minus = (of: (line: RecordedLine) => bigint) => own.reduce((sum, line) => sum - of(line), 0n)
    const total = {
      grossMinor: minus((line) => line.grossMinor),
      taxMinor: minus((line) => line.taxMinor),
      commissionMinor: minus((line) => line.commissionMinor),
      sellerFeeMinor: minus((line) => line.sellerFeeMinor),
      sellerMinor: minus((line) => line.sellerMinor),
      promotionMinor: minus((line) => line.promotionMinor),
      sellerTaxMinor: minus((line) => line.sellerTaxMinor),
      deferredMinor: minus((line) => line.deferredMinor ?? 0n),
    }
    const isZero = Object.values(total).every((minor) => minor === 0n)
    return isZero ? [] : [{ ...last, ...total, kind: 'correction', trace }]
  })
}
