import type { Sql } from '#lib/platform/db.ts'
import type { JournalLine } from './journal-schema.ts'
import type { JournalTemplate } from './journals-model.ts'

/** A manual journal as it was asked for. Days are accounting days, `YYYY-MM-DD`. */
export type JournalDraft = {
  readonly id: string
  readonly template: JournalTemplate
  readonly accountingOn: string
  readonly reason: string
  readonly evidence: string
  readonly attachmentHash: string
  readonly attachmentName: string
  readonly lines: readonly JournalLine[]
  /** Null: it stays. */
  readonly reversesOn: string | null
  /** Null: it comes once. */
  readonly untilOn: string | null
  readonly parentId: string
  readonly periodOn: string | null
  readonly proposalId: string
  readonly createdBy: string
  readonly entryId: bigint | null
  readonly reversalEntryId: bigint | null
}

const COLUMNS = `id, template, accounting_on::text AS "accountingOn", reason, evidence, attachment_hash AS "attachmentHash",
  attachment_name AS "attachmentName", lines, reverses_on::text AS "reversesOn", until_on::text AS "untilOn", parent_id AS "parentId",
  period_on::text AS "periodOn", proposal_id AS "proposalId", created_by AS "createdBy", entry_id AS "entryId",
  reversal_entry_id AS "reversalEntryId"`

/** A journal of this entity, or null; locked against a second posting when asked to. */
export async function journalBy(tx: Sql, id: string, isLocking = false): Promise<JournalDraft | null> {
  const [row] = await tx.sql<JournalDraft>(
    `SELECT ${COLUMNS} FROM journal_draft WHERE id = $1 AND entity_id = $2 AND livemode = $3 ${isLocking ? 'FOR UPDATE' : ''}`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

type NewDraft = Omit<JournalDraft, 'entryId' | 'reversalEntryId'> & { readonly at: Date }

export async function insertJournal(tx: Sql, journal: NewDraft): Promise<void> {
  await tx.exec(
    `INSERT INTO journal_draft (id, entity_id, livemode, template, accounting_on, reason, evidence, attachment_hash, attachment_name,
                                lines, reverses_on, until_on, parent_id, period_on, proposal_id, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5::text::date, $6, $7, $8, $9, $10::text::jsonb, $11::text::date, $12::text::date, $13, $14::text::date,
             $15, $16, $17::text::timestamptz)`,
    [
      journal.id,
      tx.scope.entityId,
      tx.scope.livemode,
      journal.template,
      journal.accountingOn,
      journal.reason,
      journal.evidence,
      journal.attachmentHash,
      journal.attachmentName,
      JSON.stringify(journal.lines),
      journal.reversesOn,
      journal.untilOn,
      journal.parentId,
      journal.periodOn,
      journal.proposalId,
      journal.createdBy,
      journal.at.toISOString(),
    ],
  )
}
