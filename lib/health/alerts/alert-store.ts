import type { Evidence } from '#lib/approvals/proposal.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { AlertKind, AlertState, Standing } from './alert-model.ts'

export type StandingAlert = Standing & {
  readonly id: string
  readonly sellerId: string
  readonly kind: AlertKind
  readonly reason: string
}

/** The newest alert of each kind of these sellers. */
export function standingAlerts(tx: Sql, sellerIds: readonly string[]): Promise<StandingAlert[]> {
  return tx.sql<StandingAlert>(
    `SELECT DISTINCT ON (seller_id, kind) id, seller_id AS "sellerId", kind, state, reason, snoozed_until AS "snoozedUntil", is_cause_open AS "isCauseOpen"
       FROM health_alert WHERE entity_id = $1 AND livemode = $2 AND seller_id = ANY($3::text[]) ORDER BY seller_id, kind, id DESC`,
    [tx.scope.entityId, tx.scope.livemode, [...sellerIds]],
  )
}

/** Sellers who are watched: an alert of theirs is not closed, or what a person closed goes on. */
export async function sellersWatched(tx: Sql): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT seller_id AS id FROM health_alert WHERE entity_id = $1 AND livemode = $2 AND (state <> 'closed' OR is_cause_open)`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ id }) => id)
}

type Raised = {
  readonly sellerId: string
  readonly kind: AlertKind
  readonly reason: string
  readonly evidence: readonly Evidence[]
}

/** Raises an alert; null when somebody raised the same at this moment. */
export async function raiseAlert(
  tx: Sql,
  { sellerId, kind, reason, evidence }: Raised,
  at: Date,
): Promise<string | null> {
  const id = newId('alt')
  const raised = await tx.exec(
    `INSERT INTO health_alert (id, entity_id, livemode, seller_id, kind, state, reason, evidence, raised_at)
     VALUES ($1, $2, $3, $4, $5, 'open', $6, $7::jsonb, $8::text::timestamptz)
     ON CONFLICT (entity_id, livemode, seller_id, kind) WHERE state <> 'closed' DO NOTHING`,
    [id, tx.scope.entityId, tx.scope.livemode, sellerId, kind, reason, JSON.stringify(evidence), at.toISOString()],
  )
  if (raised === 0) return null
  await writeEntry(tx, { alertId: id, kind: 'raised', body: reason, at })
  return id
}

type Entry = {
  readonly alertId: string
  readonly kind: string
  readonly body: string
  /** Person, or left out for the product itself. */
  readonly byId?: string
  readonly at: Date
}

/** Adds to what happened to an alert. */
export async function writeEntry(tx: Sql, { alertId, kind, body, byId = '', at }: Entry): Promise<void> {
  await tx.exec(
    `INSERT INTO health_alert_entry (alert_id, entity_id, livemode, kind, body, by_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::text::timestamptz)`,
    [alertId, tx.scope.entityId, tx.scope.livemode, kind, body, byId, at.toISOString()],
  )
}

export type LockedAlert = {
  readonly id: string
  readonly sellerId: string
  readonly kind: AlertKind
  readonly state: AlertState
  readonly reason: string
  readonly evidence: readonly Evidence[]
  readonly ownerId: string
  readonly proposalId: string
  readonly ticketId: string
}

/** An alert with its row locked, so that two people do not work past each other; null when there is none. */
export async function lockAlert(tx: Sql, id: string): Promise<LockedAlert | null> {
  const [row] = await tx.sql<LockedAlert>(
    `SELECT id, seller_id AS "sellerId", kind, state, reason, evidence, owner_id AS "ownerId", proposal_id AS "proposalId", ticket_id AS "ticketId"
       FROM health_alert WHERE entity_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  return row ?? null
}
