import type { Actor } from '#lib/access/actor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { adjustmentBy, insertAdjustment } from './adjustment.ts'
import { postAdjustment } from './post-adjustment.ts'

/** Adjustments that come again today or should have by now: the next day of each, counted from the first one. */
const DUE = `
SELECT p.id, d.day::text AS "periodOn"
  FROM adjustment p
  CROSS JOIN LATERAL (SELECT count(*)::int + 1 AS n FROM adjustment c WHERE c.parent_id = p.id) k
  CROSS JOIN LATERAL (
    SELECT (p.starts_on + CASE p.recurs WHEN 'weekly' THEN make_interval(weeks => k.n) ELSE make_interval(months => k.n) END)::date AS day) d
 WHERE p.entity_id = $1 AND p.livemode = $2 AND p.recurs <> '' AND p.stopped_at IS NULL AND p.posted_at IS NOT NULL
   AND d.day <= least($3::text::date, p.until_on)`

const AT_ONCE = 200

/** Posts every adjustment that is due again, each in a transaction of its own. Run again, or twice at once, nothing comes twice. */
export async function postRecurring(entity: Entity, at: Date): Promise<number> {
  const today = accountingOn(entity, at)
  let count = 0
  for (;;) {
    const due = await inTransaction(SYSTEM(entity), (tx) =>
      tx.sql<{ id: string; periodOn: string }>(`${DUE} ORDER BY d.day, p.id LIMIT ${AT_ONCE}`, [
        entity.id,
        entity.livemode,
        today,
      ]),
    )
    if (due.length === 0) return count
    for (const { id } of due)
      count += await inTransaction(SYSTEM(entity), (tx) => repeat(tx, { entity, id, today, at }))
  }
}

type Repeating = { readonly entity: Entity; readonly id: string; readonly today: string; readonly at: Date }

async function repeat(tx: Sql, { entity, id, today, at }: Repeating): Promise<0 | 1> {
  const parent = await adjustmentBy(tx, id, true)
  const seller = parent === null ? null : await resolveSeller(tx, parent.sellerId)
  // Looked at once more under the lock: another worker may have done it, or a person stopped it.
  const [due] = await tx.sql<{ periodOn: string }>(`${DUE} AND p.id = $4`, [entity.id, entity.livemode, today, id])
  if (parent === null || seller === null || due === undefined) return 0
  const adjustment = { ...parent, id: newId('adj'), openMinor: 0n, postedAt: null }
  await insertAdjustment(tx, {
    ...adjustment,
    fileHash: '',
    lineNo: 0,
    recurs: '',
    untilOn: null,
    parentId: id,
    periodOn: due.periodOn,
    at,
  })
  const entryId = await postAdjustment(tx, { entity, adjustment, seller, at })
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'adjustments.repeat',
    subject: { kind: 'adjustment', id: adjustment.id },
    note: `Came again for ${due.periodOn}, as approved.`,
    refs: [`adjustment:${id}`, `seller:${seller.id}`, `journal_entry:${entryId}`, `proposal:${parent.proposalId}`],
    at,
  })
  return 1
}

type Stopping = { readonly actor: Actor; readonly adjustmentId: string; readonly at: Date }

/** Ends an adjustment that comes again; what came already stays. */
export async function stopRecurring(tx: Sql, { actor, adjustmentId, at }: Stopping): Promise<void> {
  const stopped = await tx.exec(
    `UPDATE adjustment SET stopped_at = $4::text::timestamptz
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND recurs <> '' AND stopped_at IS NULL`,
    [adjustmentId, tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  if (stopped === 0) throw notRecurring()
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'adjustments.stop',
    subject: { kind: 'adjustment', id: adjustmentId },
    note: `${actor.name} ended it: it does not come again.`,
    requestId: actor.requestId,
    at,
  })
}

const notRecurring = () =>
  new Refusal({
    code: 'adjustments.not_recurring',
    status: 409,
    message: 'It does not come again, or somebody ended it already.',
  })
