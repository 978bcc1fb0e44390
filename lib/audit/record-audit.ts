import type { Sql } from '#lib/platform/db.ts'

export type AuditActor = { readonly kind: 'person' | 'system' | 'agent'; readonly id: string; readonly role: string }

/** Work that no person asked for. */
export const SYSTEM_ACTOR: AuditActor = { kind: 'system', id: 'system', role: 'system' }

type AuditInput = {
  readonly actor: AuditActor
  /** room.verb */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly before?: unknown
  readonly after?: unknown
  /** One sentence a person reads. */
  readonly note: string
  /** `kind:id` of every object it is about. */
  readonly refs?: readonly string[]
  readonly requestId?: string
  readonly dataScope?: string
  readonly at: Date
}

/** Writes one line of the audit trail in the caller's transaction: the line exists exactly when the effect does. */
export async function recordAudit(tx: Sql, input: AuditInput): Promise<void> {
  const refs = new Set([`${input.subject.kind}:${input.subject.id}`, ...(input.refs ?? [])])
  await tx.sql('SELECT audit_append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) AS id', [
    tx.scope.entityId,
    tx.scope.livemode,
    input.at,
    input.actor.kind,
    input.actor.id,
    input.actor.role,
    input.action,
    input.subject.kind,
    input.subject.id,
    asText(input.before),
    asText(input.after),
    input.note,
    input.dataScope ?? 'entity',
    input.requestId ?? '',
    [...refs],
  ])
}

/** JSON with amounts as strings; nothing for nothing. NUL cannot be stored as text. */
function asText(value: unknown): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part))
  return text.replaceAll('\\u0000', '\uFFFD')
}
