import type { Entity } from '#lib/entities/entity.ts'
import { lastDay, type Month } from '#lib/ledger/periods/month-model.ts'
import { listPeriods, type Period } from '#lib/ledger/periods/read-periods.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type CheckResult, runChecks } from './checks.ts'
import { noSuchMonth } from './refusals.ts'
import { reviewedCounts, type TaskWork, tasksOf } from './task-store.ts'
import { CLOSE_TASKS, TASK_CODES, type TaskCode } from './tasks-model.ts'

/** A task of a month as the checklist shows it. Instants are ISO. */
export type CloseTask = {
  readonly code: TaskCode
  readonly title: string
  readonly how: string
  readonly dueOn: string
  readonly check: CheckResult
  readonly ownerId: string
  readonly ownerName: string
  readonly preparedBy: string
  readonly preparedByName: string
  readonly preparedAt: string | null
  readonly comment: string
  readonly attachmentHash: string
  readonly attachmentName: string
  readonly reviewedByName: string
  readonly reviewedAt: string | null
  readonly reviewComment: string
  /** Reviewed, and its check does not say otherwise, unless a comment says why what it said then is right. */
  readonly isDone: boolean
}

type CloseMonth = {
  readonly period: Period
  readonly tasks: readonly CloseTask[]
  /** Every task is done: the month may be hard-locked. */
  readonly isReady: boolean
}

export type CloseRow = Omit<Period, 'changedAt'> & { readonly changedAt: string | null; readonly reviewed: number }

/** Every month of the books with how far its close is, latest first. */
export async function listCloses(tx: Sql, entity: Entity, at: Date): Promise<CloseRow[]> {
  const counts = await reviewedCounts(tx)
  return (await listPeriods(tx, entity, at)).map(({ changedAt, ...period }) => ({
    ...period,
    changedAt: changedAt?.toISOString() ?? null,
    reviewed: counts.get(period.month) ?? 0,
  }))
}

/** A month's checklist, its checks worked out now. Refuses a month the books do not have. */
export async function readClose(tx: Sql, entity: Entity, month: Month, at: Date): Promise<CloseMonth> {
  const period = (await listPeriods(tx, entity, at)).find((one) => one.month === month)
  if (period === undefined) throw noSuchMonth()
  const work = await tasksOf(tx, month)
  const checks = await runChecks({ tx, entity, month, at })
  const tasks = TASK_CODES.map((code) => taskOf(month, code, { check: checks.get(code), work: work.get(code) }))
  return { period, tasks, isReady: tasks.every(({ isDone }) => isDone) }
}

type Facts = { readonly check: CheckResult | undefined; readonly work: TaskWork | undefined }

function taskOf(month: Month, code: TaskCode, { check, work }: Facts): CloseTask {
  const { title, how, dueAfter } = CLOSE_TASKS[code]
  const reviewedAt = work?.reviewedAt ?? null
  const comment = work?.comment ?? ''
  return {
    code,
    title,
    how,
    dueOn: work?.dueOn ?? daysAfter(lastDay(month), dueAfter),
    check: check ?? { outcome: 'manual', sentence: '', href: '' },
    ownerId: work?.ownerId ?? '',
    ownerName: work?.ownerName ?? '',
    preparedBy: work?.preparedBy ?? '',
    preparedByName: work?.preparedByName ?? '',
    preparedAt: work?.preparedAt?.toISOString() ?? null,
    comment,
    attachmentHash: work?.attachmentHash ?? '',
    attachmentName: work?.attachmentName ?? '',
    reviewedByName: work?.reviewedByName ?? '',
    reviewedAt: reviewedAt?.toISOString() ?? null,
    reviewComment: work?.reviewComment ?? '',
    isDone:
      reviewedAt !== null && (check?.outcome !== 'open' || (comment !== '' && work?.preparedAs === check.sentence)),
  }
}

const DAY_MS = 86_400_000
const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
