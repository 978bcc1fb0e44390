import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { findAttachment } from '#lib/contracts/attachments.ts'
import { firstDay, type Month, monthWords } from '#lib/ledger/periods/month-model.ts'
import { readPeriod } from '#lib/ledger/periods/read-periods.ts'
import { listPeople } from '#lib/people/list-people.ts'
import type { Sql } from '#lib/platform/db.ts'
import { runChecks } from './checks.ts'
import {
  checkStillOpen,
  commentFirst,
  monthIsClosed,
  noSuchPerson,
  notPrepared,
  ownWork,
  unknownDocument,
} from './refusals.ts'
import { lockTask } from './task-store.ts'
import { CLOSE_TASKS, type TaskCode } from './tasks-model.ts'

type Working = { readonly actor: Actor; readonly month: Month; readonly code: TaskCode; readonly at: Date }

/** Gives a task to somebody, and perhaps another day. */
export async function assignTask(
  tx: Sql,
  { ownerId, dueOn, ...working }: Working & { readonly ownerId: string; readonly dueOn: string | null },
): Promise<void> {
  await openTask(tx, working)
  const owner = (await listPeople(tx)).find(({ id }) => id === ownerId)
  if (ownerId !== '' && owner === undefined) throw noSuchPerson()
  await update(tx, working, `owner_id = $5, due_on = $6::text::date`, [ownerId, dueOn])
  await note(
    tx,
    working,
    'close.assign',
    `Given to ${owner?.name ?? 'nobody'}${dueOn === null ? '' : `, due ${dueOn}`}.`,
  )
}

type Preparing = Working & { readonly comment: string; readonly attachmentHash: string }

/** Says that a task is done. Refuses while its check is open, unless a comment says why that is right. */
export async function prepareTask(tx: Sql, { comment, attachmentHash, ...working }: Preparing): Promise<void> {
  const { actor, month, code, at } = working
  await openTask(tx, working)
  const check = (await runChecks({ tx, entity: actor.entity, month, at })).get(code)
  if (check?.outcome === 'open' && comment === '') throw checkStillOpen(check.sentence)
  if (check?.outcome === 'manual' && comment === '' && attachmentHash === '') throw commentFirst()
  const document = attachmentHash === '' ? null : await findAttachment(tx, attachmentHash)
  if (attachmentHash !== '' && document === null) throw unknownDocument()
  await update(
    tx,
    working,
    `prepared_by = $5, prepared_at = $6::text::timestamptz, prepared_as = $7, comment = $8, attachment_hash = $9,
     attachment_name = $10, reviewed_by = '', reviewed_at = NULL, review_comment = ''`,
    [actor.personId, at.toISOString(), check?.sentence ?? '', comment, attachmentHash, document?.name ?? ''],
  )
  await note(tx, working, 'close.prepare', comment === '' ? (check?.sentence ?? '') : comment)
}

type Reviewing = Working & { readonly isAgreed: boolean; readonly comment: string }

/** Agrees with what somebody else prepared, or gives it back with the reason. */
export async function reviewTask(tx: Sql, { isAgreed, comment, ...working }: Reviewing): Promise<void> {
  const { actor, at } = working
  const task = await openTask(tx, working)
  if (task.preparedBy === '') throw notPrepared()
  if (task.preparedBy === actor.personId) throw ownWork()
  if (!isAgreed && comment === '') throw commentFirst()
  if (isAgreed)
    await update(tx, working, 'reviewed_by = $5, reviewed_at = $6::text::timestamptz, review_comment = $7', [
      actor.personId,
      at.toISOString(),
      comment,
    ])
  else
    await update(
      tx,
      working,
      `prepared_by = '', prepared_at = NULL, prepared_as = '', reviewed_by = '', reviewed_at = NULL, review_comment = $5`,
      [comment],
    )
  await note(tx, working, isAgreed ? 'close.review' : 'close.return', comment === '' ? 'Agreed.' : comment)
}

type Explaining = Omit<Working, 'code'> & {
  readonly account: string
  readonly currency: string
  readonly comment: string
}

/** Says why an account changed as much as it did against the month before. */
export async function explainChange(
  tx: Sql,
  { actor, month, at, account, currency, comment }: Explaining,
): Promise<void> {
  await refuseClosed(tx, month)
  await tx.exec(
    `INSERT INTO period_flux_note (entity_id, livemode, month, code, currency, comment, noted_by, noted_at)
     VALUES ($1, $2, $3::text::date, $4, $5, $6, $7, $8::text::timestamptz)
     ON CONFLICT (entity_id, livemode, month, code, currency) DO UPDATE SET comment = excluded.comment, noted_by = excluded.noted_by,
       noted_at = excluded.noted_at`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      firstDay(month),
      account,
      currency,
      comment,
      actor.personId,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'close.explain',
    subject: { kind: 'period', id: month },
    after: { account, currency },
    note: comment,
    requestId: actor.requestId,
    at,
  })
}

async function openTask(tx: Sql, { month, code }: Working) {
  await refuseClosed(tx, month)
  return lockTask(tx, month, code)
}

async function refuseClosed(tx: Sql, month: Month): Promise<void> {
  if ((await readPeriod(tx, month)).state === 'hard_locked') throw monthIsClosed(monthWords(month))
}

const update = (tx: Sql, { month, code }: Working, set: string, values: readonly unknown[]) =>
  tx.exec(
    `UPDATE period_task SET ${set} WHERE entity_id = $1 AND livemode = $2 AND month = $3::text::date AND code = $4`,
    [tx.scope.entityId, tx.scope.livemode, firstDay(month), code, ...values],
  )

const note = (tx: Sql, { actor, month, code, at }: Working, action: string, words: string) =>
  recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action,
    subject: { kind: 'period', id: month },
    after: { task: code },
    note: `${CLOSE_TASKS[code].title}: ${words}`,
    requestId: actor.requestId,
    at,
  })
