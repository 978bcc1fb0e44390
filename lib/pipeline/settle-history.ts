import type { Entity } from '#lib/entities/entity.ts'
import { postingStatement } from '#lib/ledger/post.ts'
import { gatherPostings } from '#lib/ledger/posting-basket.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransactionEndingWith, read, SYSTEM } from '#lib/platform/db.ts'
import { refreshStatistics } from '#lib/platform/statistics.ts'
import type { Source } from '#lib/settlements/facts.ts'
import { settleSource } from '#lib/settlements/settle.ts'

/**
 * Sales of one transaction, whose entries are posted together at its end: every sale moves the same few accounts. One
 * transaction after the other: sellers who owe something are locked in the order of their sales, which two would cross.
 */
const SETTLED_TOGETHER = 25
const LEARNT_AT = [200, 2_000] as const

type Unsettled = Source & {
  /** Collected before go-live: nothing is proposed from it, so nothing asks what the accounts hold meanwhile. */
  readonly isPast: boolean
}

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
  let done = 0
  for (const batch of inBatches(sources)) {
    await settleTogether(entity, batch)
    const before = done
    done += batch.length
    // Settlements fill tables that were empty: the planner learns of them while they grow.
    if (LEARNT_AT.some((count) => before < count && done >= count)) await refreshStatistics(SYSTEM(entity))
    const isReported = Math.floor(done / SETTLED_TOGETHER) > Math.floor(before / SETTLED_TOGETHER)
    if (isReported && !(await report(done, sources.length))) return false
  }
  return true
}

function inBatches(sources: readonly Unsettled[]): Unsettled[][] {
  const batches: Unsettled[][] = []
  for (const source of sources) {
    const open = batches.at(-1)
    if (source.isPast && open?.[0]?.isPast && open.length < SETTLED_TOGETHER) open.push(source)
    else batches.push([source])
  }
  return batches
}

async function settleTogether(entity: Entity, batch: readonly Unsettled[]): Promise<void> {
  await inRawTransactionEndingWith(SYSTEM(entity), async (tx) => {
    const at = clock.now()
    const settle = async () => {
      for (const source of batch) await settleSource(tx, { entity, source, at })
    }
    if (batch[0]?.isPast) {
      const drafts = await gatherPostings(tx, settle)
      return drafts.length === 0 ? null : postingStatement(tx.scope, drafts, at)
    }
    await settle()
    return null
  })
}

/** Invoices and plain charges of the platform, and direct charges by their fee, that have no settlement yet, oldest first. */
function unsettledSources(entity: Entity, since: Date): Promise<Unsettled[]> {
  return read(SYSTEM(entity), (tx) =>
    tx.sql<Unsettled>(
      `SELECT kind, id, coalesce(collected_at < $5::text::timestamptz, true) AS "isPast" FROM (
         SELECT 'invoice' AS kind, i.id, i.created_at, coalesce(i.paid_at, i.created_at) AS collected_at FROM invoice i
          WHERE i.entity_id = $1 AND i.livemode = $2 AND i.account = $3 AND i.status = 'paid'
         UNION ALL
         SELECT 'charge', c.id, c.created_at, c.created_at FROM charge c
          WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.status = 'succeeded' AND NOT EXISTS (
            SELECT FROM invoice_payment p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3
               AND (p.charge_id = c.id OR (p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> '')))
         UNION ALL
         SELECT 'charge', f.charge_id, f.created_at, f.created_at FROM application_fee f
          WHERE f.entity_id = $1 AND f.livemode = $2 AND f.account = $3 AND f.originating_charge_id = ''
       ) s WHERE s.created_at >= $4::text::timestamptz AND NOT EXISTS (
         SELECT FROM settlement x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.source_kind = s.kind AND x.source_id = s.id)
       ORDER BY created_at, id`,
      [entity.id, entity.livemode, entity.stripeAccount, since.toISOString(), entity.goLiveAt?.toISOString() ?? null],
    ),
  )
}
