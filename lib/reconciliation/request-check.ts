import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'

type RequestCheck = { readonly actor: Actor; readonly at: Date }

/** Puts a check of every promise on the worker's queue; a check that is waiting already is enough. */
export function requestCheck({ actor, at }: RequestCheck): Promise<{ queued: true }> {
  return inTransaction(actor.scope, async (tx) => {
    await enqueue(tx, 'invariants', {}, { key: 'all' })
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'ledger.check',
      subject: { kind: 'entity', id: actor.entity.id },
      note: 'Asked for a check of the books.',
      requestId: actor.requestId,
      at,
    })
    return { queued: true }
  })
}
