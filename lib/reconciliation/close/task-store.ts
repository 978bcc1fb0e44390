import { firstDay, type Month } from '#lib/ledger/periods/month-model.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { TaskCode } from './tasks-model.ts'

/** What people did about a task. Empty texts and nulls: not yet. */
export type TaskWork = {
  readonly code: TaskCode
  readonly ownerId: string
  readonly ownerName: string
  readonly dueOn: string | null
  readonly preparedBy: string
  readonly preparedByName: string
  readonly preparedAt: Date | null
  readonly preparedAs: string
  readonly comment: string
  readonly attachmentHash: string
  readonly attachmentName: string
  readonly reviewedBy: string
  readonly reviewedByName: string
  readonly reviewedAt: Date | null
  readonly reviewComment: string
}

/** The work done on a month's tasks, by task. */
export async function tasksOf(tx: Sql, month: Month): Promise<ReadonlyMap<string, TaskWork>> {
  const rows = await tx.sql<TaskWork>(
    `SELECT t.code, t.owner_id AS "ownerId", coalesce(o.name, '') AS "ownerName", t.due_on::text AS "dueOn",
            t.prepared_by AS "preparedBy", coalesce(p.name, '') AS "preparedByName", t.prepared_at AS "preparedAt",
            t.prepared_as AS "preparedAs", t.comment, t.attachment_hash AS "attachmentHash", t.attachment_name AS "attachmentName",
            t.reviewed_by AS "reviewedBy", coalesce(r.name, '') AS "reviewedByName", t.reviewed_at AS "reviewedAt",
            t.review_comment AS "reviewComment"
       FROM period_task t LEFT JOIN person o ON o.id = t.owner_id LEFT JOIN person p ON p.id = t.prepared_by
            LEFT JOIN person r ON r.id = t.reviewed_by
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.month = $3::text::date`,
    [tx.scope.entityId, tx.scope.livemode, firstDay(month)],
  )
  return new Map(rows.map((row) => [row.code, row]))
}

/** How many tasks were reviewed, by month. */
export async function reviewedCounts(tx: Sql): Promise<ReadonlyMap<Month, number>> {
  const rows = await tx.sql<{ month: Month; count: number }>(
    `SELECT to_char(month, 'YYYY-MM') AS month, count(*)::int AS count FROM period_task
      WHERE entity_id = $1 AND livemode = $2 AND reviewed_by <> '' GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return new Map(rows.map(({ month, count }) => [month, count]))
}

/** Locks a task's row, made when there is none yet. */
export async function lockTask(tx: Sql, month: Month, code: TaskCode): Promise<TaskWork> {
  await tx.exec(
    `INSERT INTO period_task (entity_id, livemode, month, code) VALUES ($1, $2, $3::text::date, $4) ON CONFLICT DO NOTHING`,
    [tx.scope.entityId, tx.scope.livemode, firstDay(month), code],
  )
  await tx.exec(
    'SELECT 1 FROM period_task WHERE entity_id = $1 AND livemode = $2 AND month = $3::text::date AND code = $4 FOR UPDATE',
    [tx.scope.entityId, tx.scope.livemode, firstDay(month), code],
  )
  const task = (await tasksOf(tx, month)).get(code)
  if (task === undefined) throw new Error(`the task ${code} of ${month} was neither stored nor found`)
  return task
}
