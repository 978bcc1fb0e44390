import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { refreshStatistics } from '#lib/platform/statistics.ts'
import type { Source } from '#lib/settlements/facts.ts'
import { settleSource } from '#lib/settlements/settle.ts'

/** Settlements that are written at once: they touch different rows, but share accounts. */
const SETTLING_AT_ONCE = 4
const REPORTED_EVERY = 25

/**
 * Settles whatever has no settlement yet, oldest first. `report` is told how far it is; when it answers false, what is under
 * way is finished and the rest is left. Returns whether everything was settled.
 */
export async function settleHistory(
  entity: Entity,
  report: (done: number, total: number) => Promise<boolean>,
  /** Older sales are left alone. */
  since: Date = new Date(0),
): Promise<boolean> {
  const sources = await unsettledSources(entity, since)
  let next = 0
  let done = 0
  let isStopped = false
  const settleSome = async () => {
    for (let source = sources[next++]; source !== undefined && !isStopped; source = sources[next++]) {
      const current = source
      await inRawTransaction(SYSTEM(entity), (tx) => settleSource(tx, { entity, source: current, at: clock.now() }))
      done += 1
      // Settlements fill tables that were empty: the planner learns of them while they grow.
      if (done === 200) await refreshStatistics(SYSTEM(entity))
      if (done % REPORTED_EVERY === 0 && !(await report(done, sources.length))) isStopped = true
    }
  }
  await Promise.all(Array.from({ length: SETTLING_AT_ONCE }, settleSome))
  return !isStopped
}

/** Invoices and plain charges of the platform, and direct charges by their fee, that have no settlement yet, oldest first. */
function unsettledSources(entity: Entity, since: Date): Promise<Source[]> {
  return read(SYSTEM(entity), (tx) =>
    tx.sql<Source>(
      `SELECT kind, id FROM (
         SELECT 'invoice' AS kind, i.id, i.created_at FROM invoice i
          WHERE i.entity_id = $1 AND i.livemode = $2 AND i.account = $3 AND i.status = 'paid'
         UNION ALL
         SELECT 'charge', c.id, c.created_at FROM charge c
          WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.status = 'succeeded' AND NOT EXISTS (
            SELECT FROM invoice_payment p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3
               AND (p.charge_id = c.id OR (p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> '')))
         UNION ALL
         SELECT 'charge', f.charge_id, f.created_at FROM application_fee f
          WHERE f.entity_id = $1 AND f.livemode = $2 AND f.account = $3 AND f.originating_charge_id = ''
       ) s WHERE s.created_at >= $4::text::timestamptz AND NOT EXISTS (
         SELECT FROM settlement x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.source_kind = s.kind AND x.source_id = s.id)
       ORDER BY created_at, id`,
      [entity.id, entity.livemode, entity.stripeAccount, since.toISOString()],
    ),
  )
}
