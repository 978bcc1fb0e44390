import { currentEntity } from '#lib/entities/entity.ts'
import { connectTracker } from '#lib/messages/trackers/connect-tracker.ts'
import { isGenuine, issueIn } from '#lib/messages/trackers/verify-webhook.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { notGenuine, noWebhook } from './refusals.ts'

type Arrived = { readonly headers: Headers; readonly body: string; readonly at: Date }

/**
 * Takes a webhook of the operators' own system as a sign to look: the ticket it is about is read again at once, and what the
 * webhook itself says is not believed. Refuses when none is configured, and what was not signed with its secret.
 */
export async function wakePoll({ headers, body, at }: Arrived): Promise<void> {
  const tracker = connectTracker()
  const secret = env.TICKET_WEBHOOK_SECRET
  if (tracker === null || secret === undefined) throw noWebhook()
  if (!isGenuine({ system: tracker.name, headers, body, secret, now: clock.wall() })) throw notGenuine()
  const remoteId = issueIn(tracker.name, body)
  if (remoteId === null) return
  await inRawTransaction(SYSTEM(await currentEntity()), async (tx) => {
    const known = await tx.exec(
      `UPDATE ticket_remote SET due_at = $5::text::timestamptz
        WHERE entity_id = $1 AND livemode = $2 AND system = $3 AND remote_id = $4 AND category <> 'gone'`,
      [tx.scope.entityId, tx.scope.livemode, tracker.name, remoteId, at.toISOString()],
    )
    if (known > 0) await enqueue(tx, 'poll-tickets', {}, { key: 'webhook' })
  })
}
