import type { Sql } from '#lib/platform/db.ts'
import type { AdjustmentReason, Recurs } from './reasons-model.ts'

/** An amount a seller is owed more (positive) or less (negative) beyond its contract, in minor units. */
export type Adjustment = {
  readonly id: string
  readonly sellerId: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly reason: AdjustmentReason
  readonly note: string
  readonly evidence: string
  readonly openMinor: bigint
  readonly proposalId: string
  readonly createdBy: string
  readonly postedAt: Date | null
}

const COLUMNS = `id, seller_id AS "sellerId", currency::text, amount_minor AS "amountMinor", reason, note, evidence,
  open_minor AS "openMinor", proposal_id AS "proposalId", created_by AS "createdBy", posted_at AS "postedAt"`

/** An adjustment of this entity, or null; locked against a second execution when asked to. */
export async function adjustmentBy(tx: Sql, id: string, isLocking = false): Promise<Adjustment | null> {
  const [row] = await tx.sql<Adjustment>(
    `SELECT ${COLUMNS} FROM adjustment WHERE id = $1 AND entity_id = $2 AND livemode = $3 ${isLocking ? 'FOR UPDATE' : ''}`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

type New = Omit<Adjustment, 'openMinor' | 'postedAt'> & {
  readonly recurs: Recurs
  /** Last accounting day on which it may come again; null when it comes once. */
  readonly untilOn: string | null
  readonly parentId: string
  readonly periodOn: string | null
  readonly fileHash: string
  readonly lineNo: number
  readonly at: Date
}

export async function insertAdjustment(tx: Sql, adjustment: New): Promise<void> {
  await tx.exec(
    `INSERT INTO adjustment (id, entity_id, livemode, seller_id, currency, amount_minor, reason, note, evidence, proposal_id,
                             created_by, created_at, file_hash, line_no, recurs, until_on, parent_id, period_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::timestamptz, $13, $14, $15, $16::text::date, $17, $18::text::date)`,
    [
      adjustment.id,
      tx.scope.entityId,
      tx.scope.livemode,
      adjustment.sellerId,
      adjustment.currency,
      adjustment.amountMinor,
      adjustment.reason,
      adjustment.note,
      adjustment.evidence,
      adjustment.proposalId,
      adjustment.createdBy,
      adjustment.at.toISOString(),
      adjustment.fileHash,
      adjustment.lineNo,
      adjustment.recurs,
      adjustment.untilOn,
      adjustment.parentId,
      adjustment.periodOn,
    ],
  )
}
