import type { AuditActor } from '#lib/audit/record-audit.ts'

/** The person who works on a ticket, with the request and the instant it happens at. */
export type Worker = {
  readonly actor: { readonly personId: string; readonly name: string; readonly roles: readonly string[] }
  readonly requestId: string
  readonly at: Date
}

/** The person as the audit trail names them. */
export const auditorOf = ({ personId, roles }: Worker['actor']): AuditActor => ({
  kind: 'person',
  id: personId,
  role: roles.join(','),
})
