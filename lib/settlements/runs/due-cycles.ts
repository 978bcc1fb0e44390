import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { CYCLES, type Cycle, cycleEnd } from './cycle-model.ts'

/**
 * Proposed transfers (p) of sales up to a day with the settlement they pay (s) and the cycle of the contract that split it; what an
 * adjustment is owed follows the contract its seller has on that day. Parameters: entity, livemode, the day.
 */
export const PROPOSED_IN_CYCLE = `
  FROM proposal p LEFT JOIN settlement s ON s.id = p.subject_id AND p.subject_kind = 'settlement'
  LEFT JOIN LATERAL (
    SELECT v.run_cycle FROM contract_version v
     WHERE v.id = CASE WHEN s.id IS NOT NULL THEN (
             SELECT l.contract_version_id FROM settlement_line l
              WHERE l.settlement_id = s.id AND l.seller_id = p.seller_id AND l.contract_version_id <> ''
              ORDER BY l.version DESC, l.line_no LIMIT 1)
           ELSE (
             SELECT n.id FROM contract c JOIN contract_version n ON n.contract_id = c.id
              WHERE c.entity_id = $1 AND c.livemode = $2 AND c.seller_id IN (p.seller_id, '') AND n.effective_on <= $3::text::date
              ORDER BY c.seller_id = '', n.effective_on DESC, n.version DESC LIMIT 1) END) y ON true
 WHERE p.entity_id = $1 AND p.livemode = $2 AND p.kind = 'transfer.create' AND p.state = 'needs_approval'
   AND coalesce(s.accounting_on, p.proposed_at::date) <= $3::text::date`

export type DueCycle = {
  readonly cycle: Cycle
  /** The last day of the cycle. */
  readonly cutOffOn: string
  readonly count: number
  readonly total: WireMoney
}

/** Cycles that ended with transfers to pay that are in no run yet, a row per cycle and currency. */
export async function dueCycles(tx: Sql, today: string): Promise<DueCycle[]> {
  const due: DueCycle[] = []
  for (const cycle of CYCLES) {
    const cutOffOn = cycleEnd(cycle, today)
    const rows = await tx.sql<{ currency: string; count: number; minor: bigint }>(
      `SELECT p.currency::text AS currency, count(*)::int AS count, sum(p.amount_minor)::bigint AS minor ${PROPOSED_IN_CYCLE}
         AND y.run_cycle = $4
         AND NOT EXISTS (SELECT FROM settlement_run_item i WHERE i.proposal_id = p.id AND i.is_included)
       GROUP BY 1 ORDER BY 1`,
      [tx.scope.entityId, tx.scope.livemode, cutOffOn, cycle],
    )
    due.push(
      ...rows.map(({ currency, count, minor }) => ({
        cycle,
        cutOffOn,
        count,
        total: { minor: minor.toString(), currency },
      })),
    )
  }
  return due
}
