import type { Actor } from '#lib/access/actor.ts'
import type { AuditActor } from '#lib/audit/record-audit.ts'

/** Who did it, as the audit trail names people. */
export const auditorOf = (actor: Actor): AuditActor => ({
  kind: 'person',
  id: actor.personId,
  role: actor.roles.join(','),
})
