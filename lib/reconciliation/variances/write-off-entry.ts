import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { debit, type EntryDraft, mergeLines } from '#lib/ledger/entry.ts'
import { openDayFor } from '#lib/ledger/periods/read-periods.ts'
import { postEntries } from '#lib/ledger/post.ts'
import type { Sql } from '#lib/platform/db.ts'
import { writeOffAgainst } from './write-off-model.ts'
import type { WriteOff } from './write-off-store.ts'

const RULE = 'variance_write_off@1'

type Posting = { readonly entity: Entity; readonly writeOff: WriteOff; readonly at: Date }

/** Posts an approved write-off, once. Returns the entry's id. */
export async function postWriteOff(tx: Sql, posting: Posting): Promise<bigint> {
  const entryId = await post(tx, posting, 1n)
  await tx.exec('UPDATE variance_write_off SET entry_id = $2::bigint WHERE id = $1', [
    posting.writeOff.id,
    `${entryId}`,
  ])
  return entryId
}

/** Posts its reversal, once. */
export async function reverseWriteOff(tx: Sql, posting: Posting): Promise<bigint> {
  const entryId = await post(tx, posting, -1n)
  await tx.exec('UPDATE variance_write_off SET reversal_entry_id = $2::bigint WHERE id = $1', [
    posting.writeOff.id,
    `${entryId}`,
  ])
  return entryId
}

async function post(tx: Sql, { entity, writeOff, at }: Posting, direction: 1n | -1n): Promise<bigint> {
  const draft = draftOf(writeOff, entity, at, direction)
  const day = await openDayFor(tx, accountingOn(entity, at))
  const [posted] = await postEntries(tx, [{ ...draft, accountingOn: day }], at)
  if (posted === undefined) throw new Error(`the write-off ${writeOff.id} was not posted`)
  return posted.entryId
}

function draftOf(writeOff: WriteOff, entity: Entity, at: Date, direction: 1n | -1n): Omit<EntryDraft, 'accountingOn'> {
  const { id, varianceId, sellerId, subjectKind, subjectId, code, currency, proposalId, undoProposalId } = writeOff
  const minor = writeOff.lineMinor * direction
  const against = writeOffAgainst({ code, subject: '', lineMinor: writeOff.lineMinor })
  const words = `Write-off of ${varianceId}: ${writeOff.reason}`
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: entity.stripeAccount,
    sourceId: id,
    sourcePart: direction === 1n ? '1' : 'reversal',
    rule: RULE,
    occurredAt: at,
    description: direction === 1n ? words : `Reversal of ${words}`,
    refs: [
      `variance:${varianceId}`,
      `proposal:${direction === 1n ? proposalId : undoProposalId}`,
      `${subjectKind}:${subjectId}`,
      ...(sellerId === '' ? [] : [`seller:${sellerId}`]),
    ],
    lines: mergeLines([
      debit(code, minor, currency, code === 'seller_payable' ? sellerId : ''),
      debit(against, -minor, currency),
    ]),
  }
}
