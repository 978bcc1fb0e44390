import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { PRIORITIES, type Priority, SLA_DAYS } from './model.ts'
import { auditorOf, type Worker } from './worker.ts'

export type SlaDays = Readonly<Record<Priority, number>>

/** How many days each priority allows at this entity. */
export async function slaDays(tx: Sql): Promise<SlaDays> {
  const rows = await tx.sql<{ priority: Priority; days: number }>(
    'SELECT priority, days FROM ticket_sla WHERE entity_id = $1 AND livemode = $2',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return { ...SLA_DAYS, ...Object.fromEntries(rows.map(({ priority, days }) => [priority, days])) }
}

/** Sets how many days each priority allows. Tickets that are open keep the day they were given. */
export async function saveSlaDays(tx: Sql, days: SlaDays, { actor, requestId, at }: Worker): Promise<void> {
  const before = await slaDays(tx)
  await tx.exec(
    `INSERT INTO ticket_sla (entity_id, livemode, priority, days)
     SELECT $1, $2, p, d FROM unnest($3::text[], $4::int[]) AS n (p, d)
     ON CONFLICT (entity_id, livemode, priority) DO UPDATE SET days = excluded.days`,
    [tx.scope.entityId, tx.scope.livemode, [...PRIORITIES], PRIORITIES.map((priority) => days[priority])],
  )
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'tickets.sla',
    subject: { kind: 'entity', id: tx.scope.entityId },
    note: `Tickets are due after ${PRIORITIES.map((priority) => `${days[priority]} days (${priority})`).join(', ')}`,
    before,
    after: days,
    requestId,
    at,
  })
}
