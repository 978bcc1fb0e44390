import type { Sql } from '#lib/platform/db.ts'
import type { FileField, Words } from './evidence-model.ts'

export type Draft = {
  readonly words: Words
  /** 0: nothing was saved yet. */
  readonly version: number
  readonly updatedBy: string
  readonly updatedAt: Date | null
  readonly editors: readonly string[]
}

export type HeldFile = {
  readonly id: string
  readonly field: FileField
  readonly name: string
  readonly contentType: string
  readonly sizeBytes: number
  readonly hash: string
  readonly addedBy: string
  readonly addedAt: Date
}

/** What was saved for a dispute so far; null when nothing was. */
export async function findDraft(tx: Sql, disputeId: string, isLocking = false): Promise<Draft | null> {
  const [row] = await tx.sql<Draft>(
    `SELECT words, version, updated_by AS "updatedBy", updated_at AS "updatedAt", editors FROM dispute_case
      WHERE entity_id = $1 AND livemode = $2 AND dispute_id = $3 ${isLocking ? 'FOR UPDATE' : ''}`,
    [tx.scope.entityId, tx.scope.livemode, disputeId],
  )
  return row ?? null
}

/** Documents held for a dispute, oldest first, without their bytes. */
export function listFiles(tx: Sql, disputeId: string): Promise<HeldFile[]> {
  return tx.sql<HeldFile>(
    `SELECT id, field, name, content_type AS "contentType", size_bytes AS "sizeBytes", hash, added_by AS "addedBy", added_at AS "addedAt"
       FROM dispute_file WHERE entity_id = $1 AND livemode = $2 AND dispute_id = $3 AND removed_at IS NULL ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode, disputeId],
  )
}
