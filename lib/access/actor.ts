import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { type Entity, findCurrentEntity } from '#lib/entities/entity.ts'
import type { Scope } from '#lib/platform/db.ts'
import { authOptions } from './auth.ts'
import { holds, type Permission, type Role } from './permissions.ts'
import { personInSession, type SignedIn } from './store.ts'

/** The person behind a request, checked against the database on every request. */
export type Actor = {
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  /** `sel_…` for people of a seller, else null. */
  readonly sellerId: string | null
  readonly entity: Entity
  readonly scope: Scope
  readonly requestId: string
}

/** With what is asked about a seller's person alone. */
type SignedActor = Actor & Pick<SignedIn, 'sellerRole' | 'locale'>

/** The person who is signed in, or null. One look-up per request, however many ask. */
export const currentActor = cache(async (): Promise<SignedActor | null> => {
  const session = await getServerSession(authOptions())
  const claims = session?.user
  if (!claims?.personId) return null
  const entity = await findCurrentEntity()
  if (entity === null) return null
  const person = await personInSession(entity.id, claims.personId, claims.sessionVersion)
  if (person === null) return null
  return {
    ...person,
    entity,
    scope: { entityId: entity.id, livemode: entity.livemode, actor: person.personId },
    requestId: (await headers()).get('x-request-id') ?? `req_${randomUUID()}`,
  }
})

/** The person who is signed in; otherwise leads to the sign-in page. Sellers' people have a place of their own. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (actor === null) {
    const from = (await headers()).get('x-path') ?? '/'
    redirect(`/sign-in?from=${encodeURIComponent(from)}`)
  }
  if (actor.sellerId !== null) redirect('/portal')
  if (!holds(actor.roles, 'today.read')) forbidden()
  return actor
}

/** The person who is signed in and may do this; otherwise sign-in page or "forbidden". For pages. */
export async function requirePermission(permission: Permission): Promise<Actor> {
  const actor = await requireActor()
  if (!can(actor, permission)) forbidden()
  return actor
}

/** Whether this person's roles hold the permission. */
export function can(actor: Pick<Actor, 'roles'>, permission: Permission): boolean {
  return holds(actor.roles, permission)
}
