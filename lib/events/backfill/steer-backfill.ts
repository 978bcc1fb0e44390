import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { noBackfill } from './refusals.ts'
import { startBackfill } from './start-backfill.ts'

const asAuditActor = (actor: Actor) => ({ kind: 'person' as const, id: actor.personId, role: actor.roles.join(', ') })

/** Orders everything, or everything since a day, to be read from Stripe again. Refuses while it is being read. */
export async function startAgain({ actor, since, at }: { actor: Actor; since: Date | null; at: Date }): Promise<void> {
  const platform = actor.entity.stripeAccount
  await inTransaction(actor.scope, (tx) =>
    startBackfill(tx, { platform, kind: 'again', since, actor: asAuditActor(actor), at }),
  )
}

type Switch = { readonly actor: Actor; readonly to: 'paused' | 'running'; readonly at: Date }

/** Pauses the reading, or lets it go on where it stopped; lists that had failed are tried again. */
export async function switchRun({ actor, to, at }: Switch): Promise<void> {
  await inTransaction(actor.scope, async (tx) => {
    const from = to === 'paused' ? ['running'] : ['paused', 'failed']
    const [run] = await tx.sql<{ id: string }>(
      `UPDATE backfill_run SET state = $4, note = '' WHERE id = (
         SELECT id FROM backfill_run WHERE entity_id = $1 AND livemode = $2 ORDER BY id DESC LIMIT 1)
          AND state = ANY($3::text[]) RETURNING id`,
      [tx.scope.entityId, tx.scope.livemode, from, to],
    )
    if (run === undefined) throw noBackfill()
    if (to === 'running') {
      await tx.exec(
        `UPDATE backfill_unit SET state = 'waiting', attempts = 0, lease_until = to_timestamp(0) WHERE run_id = $1 AND state = 'failed'`,
        [run.id],
      )
    }
    await recordAudit(tx, {
      actor: asAuditActor(actor),
      action: to === 'paused' ? 'events.backfill_paused' : 'events.backfill_resumed',
      subject: { kind: 'backfill', id: run.id },
      note: to === 'paused' ? 'Reading from Stripe was paused' : 'Reading from Stripe goes on',
      requestId: actor.requestId,
      at,
    })
  })
}
