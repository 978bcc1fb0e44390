import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { type DraftLine, debit, type EntryDraft, mergeLines } from '#lib/ledger/entry.ts'
import { openDayFor } from '#lib/ledger/periods/read-periods.ts'
import { postEntries } from '#lib/ledger/post.ts'
import type { Sql } from '#lib/platform/db.ts'
import { allowanceOf } from '#lib/settlements/adjustments/post-adjustment.ts'
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
  const lines = direction === 1n ? await linesOf(tx, writeOff) : await reversedLines(tx, writeOff)
  const draft = { ...draftOf(writeOff, entity, at, direction), lines }
  const day = await openDayFor(tx, accountingOn(entity, at))
  const [posted] = await postEntries(tx, [{ ...draft, accountingOn: day }], at)
  if (posted === undefined) throw new Error(`the write-off ${writeOff.id} was not posted`)
  return posted.entryId
}

/** A seller's debt uses up what is provided for such before it costs anything. */
async function linesOf(tx: Sql, { code, sellerId, currency, lineMinor }: WriteOff): Promise<DraftLine[]> {
  const against = writeOffAgainst({ code, subject: '', lineMinor })
  const allowance = code === 'seller_payable' ? await allowanceOf(tx, currency) : 0n
  const provided = allowance < -lineMinor ? allowance : -lineMinor
  const fromAllowance = code === 'seller_payable' ? provided : 0n
  return mergeLines([
    debit(code, lineMinor, currency, code === 'seller_payable' ? sellerId : ''),
    debit('receivable_allowance', fromAllowance, currency),
    debit(against, -lineMinor - fromAllowance, currency),
  ])
}

/** Exactly what the write-off moved, the other way round. */
async function reversedLines(tx: Sql, { entryId }: WriteOff): Promise<DraftLine[]> {
  const rows = await tx.sql<DraftLine>(
    `SELECT a.code, a.subject, a.currency::text AS currency, -l.amount_minor AS "amountMinor"
       FROM journal_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = $1::bigint ORDER BY l.line_no`,
    [`${entryId}`],
  )
  return rows
}

type Header = Omit<EntryDraft, 'accountingOn' | 'lines'>

function draftOf(writeOff: WriteOff, entity: Entity, at: Date, direction: 1n | -1n): Header {
  const { id, varianceId, sellerId, subjectKind, subjectId, proposalId, undoProposalId } = writeOff
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
  }
}
