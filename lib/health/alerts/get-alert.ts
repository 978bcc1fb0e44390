import type { Evidence } from '#lib/approvals/proposal.ts'
import type { Sql } from '#lib/platform/db.ts'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, type FoundAlert, toAlertRow } from './list-alerts.ts'

export type AlertEntry = {
  readonly id: string
  readonly body: string
  /** Empty for the product itself. */
  readonly byName: string
  readonly at: string
}

export type AlertDetail = AlertRow & {
  readonly evidence: readonly Evidence[]
  /** An address is known that a letter can go to. */
  readonly canBeWrittenTo: boolean
  readonly isHeld: boolean
  /** Newest first. */
  readonly entries: readonly AlertEntry[]
}

const ENTRIES_MAX = 100

/** One alert with its evidence and its history, or null. */
export async function getAlert(tx: Sql, id: string): Promise<AlertDetail | null> {
  const [row] = await tx.sql<FoundAlert & { evidence: Evidence[]; email: string; isHeld: boolean }>(
    `SELECT ${ALERT_COLUMNS}, a.evidence, s.email,
            EXISTS (SELECT FROM seller_hold h WHERE h.seller_id = a.seller_id AND h.lifted_at IS NULL) AS "isHeld"
       FROM ${ALERT_JOINS} WHERE a.entity_id = $1 AND a.livemode = $2 AND a.id = $3`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  if (row === undefined) return null
  const { evidence, email, isHeld, ...alert } = row
  const entries = await tx.sql<{ id: bigint; body: string; byName: string; at: Date }>(
    `SELECT e.id, e.body, coalesce(p.name, '') AS "byName", e.at FROM health_alert_entry e LEFT JOIN person p ON p.id = e.by_id
      WHERE e.alert_id = $1 ORDER BY e.id DESC LIMIT $2`,
    [id, ENTRIES_MAX],
  )
  return {
    ...toAlertRow(alert),
    evidence,
    canBeWrittenTo: email !== '',
    isHeld,
    entries: entries.map((entry) => ({ ...entry, id: entry.id.toString(), at: entry.at.toISOString() })),
  }
}
