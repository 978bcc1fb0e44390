import type { AccountCode } from '#lib/ledger/chart.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { VarianceClass } from './classes-model.ts'

/** A variance that somebody asked to give up. Amounts are signed minor units. */
export type WriteOff = {
  readonly id: string
  readonly varianceId: string
  readonly class: VarianceClass
  readonly subjectKind: string
  readonly subjectId: string
  readonly sellerId: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly code: AccountCode
  readonly lineMinor: bigint
  readonly reason: string
  readonly proposalId: string
  readonly createdBy: string
  /** Null until it was approved and posted. */
  readonly entryId: bigint | null
  readonly undoProposalId: string
  /** Null while it stands. */
  readonly reversalEntryId: bigint | null
}

const COLUMNS = `id, variance_id AS "varianceId", class, subject_kind AS "subjectKind", subject_id AS "subjectId", seller_id AS "sellerId",
  currency::text AS currency, amount_minor AS "amountMinor", code, line_minor AS "lineMinor", reason, proposal_id AS "proposalId",
  created_by AS "createdBy", entry_id AS "entryId", undo_proposal_id AS "undoProposalId", reversal_entry_id AS "reversalEntryId"`

export async function insertWriteOff(
  tx: Sql,
  one: Omit<WriteOff, 'entryId' | 'undoProposalId' | 'reversalEntryId'>,
  at: Date,
): Promise<void> {
  await tx.exec(
    `INSERT INTO variance_write_off (id, entity_id, livemode, variance_id, class, subject_kind, subject_id, seller_id, currency, amount_minor,
                                     code, line_minor, reason, proposal_id, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::bigint, $11, $12::bigint, $13, $14, $15, $16::text::timestamptz)`,
    [
      one.id,
      tx.scope.entityId,
      tx.scope.livemode,
      one.varianceId,
      one.class,
      one.subjectKind,
      one.subjectId,
      one.sellerId,
      one.currency,
      one.amountMinor.toString(),
      one.code,
      one.lineMinor.toString(),
      one.reason,
      one.proposalId,
      one.createdBy,
      at.toISOString(),
    ],
  )
}

/** A write-off, held until the transaction ends: it is posted once and taken back once. */
export async function lockWriteOff(tx: Sql, id: string): Promise<WriteOff | null> {
  const [row] = await tx.sql<WriteOff>(
    `SELECT ${COLUMNS} FROM variance_write_off WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

/** The write-off of a variance that is posted and not taken back, or null. */
export async function standingWriteOff(tx: Sql, varianceId: string): Promise<WriteOff | null> {
  const [row] = await tx.sql<WriteOff>(
    `SELECT ${COLUMNS} FROM variance_write_off WHERE variance_id = $1 AND entity_id = $2 AND livemode = $3
        AND entry_id IS NOT NULL AND reversal_entry_id IS NULL ORDER BY id DESC LIMIT 1`,
    [varianceId, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

export type StandingWriteOff = WriteOff & { readonly postedOn: string }

/** Every write-off that stands, with the accounting day it was posted on. */
export function standingWriteOffs(tx: Sql): Promise<StandingWriteOff[]> {
  return tx.sql<StandingWriteOff>(
    `SELECT ${COLUMNS}, (SELECT e.accounting_on::text FROM journal_entry e WHERE e.id = variance_write_off.entry_id) AS "postedOn"
       FROM variance_write_off
      WHERE entity_id = $1 AND livemode = $2 AND entry_id IS NOT NULL AND reversal_entry_id IS NULL ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
