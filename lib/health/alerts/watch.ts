import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { evidenceFor } from '../detectors/evidence.ts'
import { proposeDetectedHold } from '../detectors/propose-detected-hold.ts'
import { type AlertKind, type Level, observe } from './alert-model.ts'
import { raiseAlert, type StandingAlert, standingAlerts, writeEntry } from './alert-store.ts'

/** What a look at a seller showed. */
export type Seen = {
  readonly sellerId: string
  readonly kind: AlertKind
  readonly level: Level
  readonly sentence: string
}

type Watching = { readonly entity: Entity; readonly seen: readonly Seen[]; readonly at: Date }

/**
 * Raises, brings back and closes the alerts of sellers by what was seen of them. What a detector raises is put before the gate as a
 * hold, with its evidence; nothing is held here.
 */
export async function watch(tx: Sql, { entity, seen, at }: Watching): Promise<void> {
  if (seen.length === 0) return
  // One look at a time: two would raise from the same standing.
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text', [`health:${tx.scope.entityId}`])
  const standing = await standingAlerts(tx, [...new Set(seen.map(({ sellerId }) => sellerId))])
  const byKey = new Map(standing.map((alert) => [`${alert.sellerId} ${alert.kind}`, alert]))
  for (const one of seen) {
    const alert = byKey.get(`${one.sellerId} ${one.kind}`) ?? null
    const change = observe(alert, one.level, at)
    if (change === 'raise') await raise(tx, entity, one, at)
    else if (alert !== null) await apply(tx, alert, one, change, at)
  }
}

async function raise(tx: Sql, entity: Entity, { sellerId, kind, sentence }: Seen, at: Date): Promise<void> {
  const evidence = await evidenceFor(tx, { kind, sellerId, at })
  const id = await raiseAlert(tx, { sellerId, kind, reason: sentence, evidence }, at)
  if (id === null || kind === 'low_score') return
  const proposalId = await proposeDetectedHold(tx, {
    entity,
    alertId: id,
    sellerId,
    kind,
    reason: sentence,
    evidence,
    at,
  })
  if (proposalId === null) return
  await tx.exec('UPDATE health_alert SET proposal_id = $2 WHERE id = $1', [id, proposalId])
  await writeEntry(tx, { alertId: id, kind: 'proposed', body: 'Proposed to hold the seller.', at })
}

async function apply(
  tx: Sql,
  alert: StandingAlert,
  { sentence }: Seen,
  change: Exclude<ReturnType<typeof observe>, 'raise'>,
  at: Date,
): Promise<void> {
  const { id } = alert
  if (change === 'return') {
    const reason = sentence || alert.reason
    await tx.exec(`UPDATE health_alert SET state = 'open', snoozed_until = NULL, reason = $2 WHERE id = $1`, [
      id,
      reason,
    ])
    await writeEntry(tx, { alertId: id, kind: 'returned', body: `Put off until now, and still so: ${reason}`, at })
  }
  if (change === 'gone') {
    await tx.exec(
      `UPDATE health_alert SET state = 'closed', snoozed_until = NULL, is_cause_open = false, closed_at = $2::text::timestamptz, note = $3 WHERE id = $1`,
      [id, at.toISOString(), GONE],
    )
    await writeEntry(tx, { alertId: id, kind: 'gone', body: GONE, at })
  }
  if (change === 'rearm') await tx.exec('UPDATE health_alert SET is_cause_open = false WHERE id = $1', [id])
  if (change === null && alert.state === 'open' && sentence !== '' && sentence !== alert.reason) {
    await tx.exec('UPDATE health_alert SET reason = $2 WHERE id = $1', [id, sentence])
  }
}

const GONE = 'What raised it is gone.'
