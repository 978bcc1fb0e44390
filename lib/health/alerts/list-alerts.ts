import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { AlertKind, AlertState, AlertView, OwnerView } from './alert-model.ts'

export type AlertRow = {
  readonly id: string
  readonly kind: AlertKind
  readonly state: AlertState
  readonly sellerId: string
  readonly sellerName: string
  /** Null while the seller was never scored. */
  readonly score: number | null
  readonly reason: string
  /** ISO instants. */
  readonly raisedAt: string
  readonly snoozedUntil: string | null
  readonly ownerId: string
  readonly ownerName: string
  readonly verdict: 'right' | 'wrong' | ''
  readonly note: string
  readonly proposalId: string
  readonly proposalState: string
  readonly ticketId: string
}

export type AlertFilter = {
  readonly q?: string | null | undefined
  readonly state?: AlertView | null | undefined
  readonly kind?: AlertKind | null | undefined
  readonly owner?: OwnerView | null | undefined
}

export type AlertQuery = AlertFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

export type FoundAlert = Omit<AlertRow, 'raisedAt' | 'snoozedUntil'> & { raisedAt: Date; snoozedUntil: Date | null }

export const ALERT_COLUMNS = `a.id, a.kind, a.state, a.seller_id AS "sellerId", s.name AS "sellerName", t.score, a.reason, a.raised_at AS "raisedAt",
  a.snoozed_until AS "snoozedUntil", a.owner_id AS "ownerId", coalesce(p.name, '') AS "ownerName", a.verdict, a.note,
  a.proposal_id AS "proposalId", coalesce(r.state, '') AS "proposalState", a.ticket_id AS "ticketId"`

export const ALERT_JOINS = `health_alert a JOIN seller s ON s.id = a.seller_id
  LEFT JOIN health_standing t ON t.entity_id = a.entity_id AND t.livemode = a.livemode AND t.seller_id = a.seller_id
  LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN proposal r ON r.id = a.proposal_id`

const MATCHES = `a.entity_id = $1 AND a.livemode = $2 AND ($3::text = 'all' OR a.state = $3) AND ($4::text IS NULL OR a.kind = $4)
  AND ($5::text IS NULL OR a.owner_id = $5)
  AND ($6::text IS NULL OR a.id = $6 OR a.seller_id = $6 OR s.stripe_account = $6 OR strpos(lower(s.name), lower($6)) > 0 OR strpos(lower(a.reason), lower($6)) > 0)`

function filterValues(tx: Sql, { q, state, kind, owner }: AlertFilter): unknown[] {
  const ownerId = owner === 'me' ? tx.scope.actor : owner === 'nobody' ? '' : null
  return [tx.scope.entityId, tx.scope.livemode, state ?? 'open', kind ?? null, ownerId, q ?? null]
}

/** Alerts, newest first: those somebody has to look at, unless asked otherwise. Found by seller or a word of what was seen. */
export async function listAlerts(tx: Sql, query: AlertQuery): Promise<Page<AlertRow>> {
  const { after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<FoundAlert>(
    `SELECT ${ALERT_COLUMNS} FROM ${ALERT_JOINS} WHERE ${MATCHES} AND ($7::text IS NULL OR a.id ${isBackward ? '>' : '<'} $7)
      ORDER BY a.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $8`,
    [...filterValues(tx, query), key?.id ?? null, limit + 1],
  )
  return pageOf(rows.map(toAlertRow), {
    isBackward,
    isFirst: key === null,
    limit,
    keyOf: ({ id }) => ({ value: '', id }),
  })
}

/** How many there are of each kind that somebody has to look at, the most first. */
export function countAlerts(tx: Sql): Promise<{ kind: AlertKind; count: number }[]> {
  return tx.sql(
    `SELECT kind, count(*)::int AS count FROM health_alert WHERE entity_id = $1 AND livemode = $2 AND state = 'open'
      GROUP BY kind ORDER BY count DESC, kind`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}

export const toAlertRow = (row: FoundAlert): AlertRow => ({
  ...row,
  raisedAt: row.raisedAt.toISOString(),
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
})
