import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { canOwn } from '#lib/tickets/owners.ts'
import { alertClosed, noSuchAlert, noSuchOwner, snoozeInPast } from '../refusals.ts'
import { KINDS, type Verdict } from './alert-model.ts'
import { type LockedAlert, lockAlert, writeEntry } from './alert-store.ts'

export type Working = { readonly actor: Actor; readonly at: Date }

const SNOOZED_AT_MOST_MS = 90 * 86_400_000

/** Puts an alert off: it comes back by itself when it is still so then, with the reason. Refuses a time that has passed. */
export async function snoozeAlert(
  tx: Sql,
  { alertId, until, reason }: { readonly alertId: string; readonly until: Date; readonly reason: string },
  working: Working,
): Promise<void> {
  const alert = await openAlert(tx, alertId)
  const ahead = until.getTime() - working.at.getTime()
  if (ahead <= 0 || ahead > SNOOZED_AT_MOST_MS) throw snoozeInPast()
  await tx.exec(
    `UPDATE health_alert SET state = 'snoozed', snoozed_until = $2::text::timestamptz, owner_id = CASE WHEN owner_id = '' THEN $3 ELSE owner_id END WHERE id = $1`,
    [alertId, until.toISOString(), working.actor.personId],
  )
  // Whoever waits for it does not wait for the next round. A clock that is moved on is caught up by the rounds.
  await enqueue(tx, 'health', {}, { key: `snooze ${alertId}`, startAfterSeconds: Math.ceil(ahead / 1_000) })
  const day = until.toISOString().slice(0, 16).replace('T', ' ')
  await tell(tx, alert, { kind: 'snoozed', body: `Put off until ${day} UTC: ${reason}` }, working)
}

/** Brings an alert back before its time. */
export async function wakeAlert(tx: Sql, alertId: string, working: Working): Promise<void> {
  const alert = await openAlert(tx, alertId)
  await tx.exec(`UPDATE health_alert SET state = 'open', snoozed_until = NULL WHERE id = $1`, [alertId])
  await tell(tx, alert, { kind: 'woken', body: 'Brought back before its time.' }, working)
}

/** Ends an alert with what it was: right or wrong. It is raised again only after what raised it was gone. */
export async function closeAlert(
  tx: Sql,
  { alertId, verdict, note }: { readonly alertId: string; readonly verdict: Verdict; readonly note: string },
  working: Working,
): Promise<void> {
  const alert = await openAlert(tx, alertId)
  await tx.exec(
    `UPDATE health_alert SET state = 'closed', snoozed_until = NULL, closed_at = $2::text::timestamptz, closed_by = $3, verdict = $4, note = $5 WHERE id = $1`,
    [alertId, working.at.toISOString(), working.actor.personId, verdict, note],
  )
  const said = verdict === 'right' ? 'It was right' : 'It was wrong'
  await tell(tx, alert, { kind: 'closed', body: `${said}: ${note}` }, working)
}

/** Gives an alert to somebody, or to nobody. */
export async function giveAlert(
  tx: Sql,
  { alertId, ownerId }: { readonly alertId: string; readonly ownerId: string },
  working: Working,
): Promise<void> {
  const alert = await openAlert(tx, alertId)
  const name = ownerId === '' ? 'nobody' : await canOwn(tx, ownerId)
  if (name === null) throw noSuchOwner()
  await tx.exec('UPDATE health_alert SET owner_id = $2 WHERE id = $1', [alertId, ownerId])
  await tell(tx, alert, { kind: 'given', body: `Given to ${name}.` }, working)
}

/** An alert that is not closed, with its row locked. */
export async function openAlert(tx: Sql, alertId: string): Promise<LockedAlert> {
  const alert = await lockAlert(tx, alertId)
  if (alert === null) throw noSuchAlert()
  if (alert.state === 'closed') throw alertClosed()
  return alert
}

/** Writes a person's deed into the alert's history and the audit trail. */
export async function tell(
  tx: Sql,
  alert: LockedAlert,
  { kind, body }: { readonly kind: string; readonly body: string },
  { actor, at }: Working,
): Promise<void> {
  await writeEntry(tx, { alertId: alert.id, kind, body, byId: actor.personId, at })
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: `health.${kind}`,
    subject: { kind: 'alert', id: alert.id },
    note: `${KINDS[alert.kind].name}: ${body}`,
    refs: [`seller:${alert.sellerId}`],
    requestId: actor.requestId,
    at,
  })
}
