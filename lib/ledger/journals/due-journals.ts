import type { Actor } from '#lib/access/actor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { firstOfNextMonth } from '../periods/month-model.ts'
import { openDayFor } from '../periods/read-periods.ts'
import { insertJournal, journalBy } from './journal-draft.ts'
import { notRecurring } from './journal-refusals.ts'
import { postJournal, reverseJournal } from './post-journal.ts'

const REVERSALS = `
SELECT id FROM journal_draft WHERE entity_id = $1 AND livemode = $2 AND entry_id IS NOT NULL AND reversal_entry_id IS NULL
   AND reverses_on <= $3::text::date`

/** Journals that come again today or should have by now: the next day of each, counted from the first one. */
const REPEATS = `
SELECT p.id, d.day::text AS "periodOn"
  FROM journal_draft p
  CROSS JOIN LATERAL (SELECT count(*)::int + 1 AS n FROM journal_draft c WHERE c.parent_id = p.id) k
  CROSS JOIN LATERAL (SELECT (p.accounting_on + make_interval(months => k.n))::date AS day) d
 WHERE p.entity_id = $1 AND p.livemode = $2 AND p.until_on IS NOT NULL AND p.stopped_at IS NULL AND p.entry_id IS NOT NULL
   AND d.day <= least($3::text::date, p.until_on)`

const AT_ONCE = 200

type Due = { readonly id: string; readonly periodOn: string }
type Turn = { readonly entity: Entity; readonly id: string; readonly today: string; readonly at: Date }

/**
 * Posts what is due of approved journals: reversals, and those that come again, each in a transaction of its own. Run again, or
 * twice at once, nothing comes twice.
 */
export async function postDueJournals(entity: Entity, at: Date): Promise<number> {
  const today = accountingOn(entity, at)
  const find = (text: string, order: string) =>
    inTransaction(SYSTEM(entity), (tx) =>
      tx.sql<Due>(`${text} ORDER BY ${order} LIMIT ${AT_ONCE}`, [entity.id, entity.livemode, today]),
    )
  let count = 0
  for (const { id } of await find(REVERSALS, 'reverses_on, id'))
    count += await inTransaction(SYSTEM(entity), (tx) => reverse(tx, { entity, id, today, at }))
  for (;;) {
    const due = await find(REPEATS, 'd.day, p.id')
    if (due.length === 0) return count
    for (const { id } of due)
      count += await inTransaction(SYSTEM(entity), (tx) => repeat(tx, { entity, id, today, at }))
  }
}

async function reverse(tx: Sql, { entity, id, at }: Turn): Promise<0 | 1> {
  const journal = await journalBy(tx, id, true)
  if (journal === null || journal.reversalEntryId !== null) return 0
  const entryId = await reverseJournal(tx, { entity, journal, at })
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'journals.reverse',
    subject: { kind: 'journal', id },
    note: `Reversed on ${journal.reversesOn}, as approved.`,
    refs: [`journal_entry:${entryId}`, `proposal:${journal.proposalId}`],
    at,
  })
  return 1
}

async function repeat(tx: Sql, { entity, id, today, at }: Turn): Promise<0 | 1> {
  const parent = await journalBy(tx, id, true)
  // Looked at once more under the lock: another worker may have done it, or a person stopped it.
  const [due] = await tx.sql<Due>(`${REPEATS} AND p.id = $4`, [entity.id, entity.livemode, today, id])
  if (parent === null || due === undefined) return 0
  const day = await openDayFor(tx, due.periodOn)
  const journal = {
    ...parent,
    id: newId('jrn'),
    accountingOn: day,
    reversesOn: parent.reversesOn === null ? null : firstOfNextMonth(day),
    untilOn: null,
    parentId: id,
    periodOn: due.periodOn,
    entryId: null,
    reversalEntryId: null,
  }
  await insertJournal(tx, { ...journal, at })
  const entryId = await postJournal(tx, { entity, journal, today, at })
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'journals.repeat',
    subject: { kind: 'journal', id: journal.id },
    note: `Came again for ${due.periodOn}, as approved.`,
    refs: [`journal:${id}`, `journal_entry:${entryId}`, `proposal:${parent.proposalId}`],
    at,
  })
  return 1
}

type Stopping = { readonly actor: Actor; readonly journalId: string; readonly at: Date }

/** Ends a journal that comes again; what came already stays. */
export async function stopJournal(tx: Sql, { actor, journalId, at }: Stopping): Promise<void> {
  const stopped = await tx.exec(
    `UPDATE journal_draft SET stopped_at = $4::text::timestamptz
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND until_on IS NOT NULL AND stopped_at IS NULL AND entry_id IS NOT NULL`,
    [journalId, tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  if (stopped === 0) throw notRecurring()
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'journals.stop',
    subject: { kind: 'journal', id: journalId },
    note: `${actor.name} ended it: it does not come again.`,
    requestId: actor.requestId,
    at,
  })
}
