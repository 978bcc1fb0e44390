import type { Actor } from '#lib/access/actor.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { SYSTEM } from '#lib/platform/db.ts'

/** Somebody who works and decides. */
export const personOf = (entity: Entity, personId: string): Actor => ({
  personId,
  email: `${personId}@example.test`,
  name: personId,
  roles: ['operator', 'approver'],
  sellerId: null,
  entity,
  scope: { ...SYSTEM(entity), actor: personId },
  requestId: 'req_1',
})

/** Turns one of the sandbox's own controls. */
export async function control(sandbox: { readonly url: string }, path: string, body: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}
