import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Entity } from '#lib/entities/entity.ts'
import type { Scope } from '#lib/platform/db.ts'
import { currentActor } from './actor.ts'
import { holds } from './permissions.ts'
import { type PortalLocale, type SellerPermission, type SellerRole, sellerHolds } from './seller-model.ts'
import { openViewing } from './store.ts'

/** A seller's person behind a request, or somebody of the platform who looks at the seller's portal. Reads under tieout_seller. */
export type SellerActor = {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly sellerId: string
  readonly role: SellerRole
  readonly locale: PortalLocale
  readonly entity: Entity
  readonly scope: Scope & { readonly role: 'tieout_seller'; readonly sellerId: string }
  readonly requestId: string
  /** Who of the platform looks as this seller: nothing may be done then. Null for the seller's own people. */
  readonly viewedBy: string | null
}

/** The seller's person who is signed in, or who looks as a seller; null for everybody else. One look-up per request. */
export const currentSeller = cache(async (): Promise<SellerActor | null> => {
  const actor = await currentActor()
  if (actor === null) return null
  const { personId, name, email, entity, requestId, scope } = actor
  const seat = actor.sellerId === null ? await seatOfViewer(actor) : seatOfPerson(actor)
  if (seat === null) return null
  const { sellerId, role, locale, viewedBy } = seat
  const own = { ...scope, role: 'tieout_seller', sellerId } as const
  return { personId, name, email, sellerId, role, locale, entity, scope: own, requestId, viewedBy }
})

type Seat = Pick<SellerActor, 'sellerId' | 'role' | 'locale' | 'viewedBy'>
type Signed = NonNullable<Awaited<ReturnType<typeof currentActor>>>

function seatOfPerson({ sellerId, sellerRole, locale }: Signed): Seat | null {
  if (sellerId === null || sellerRole === null) return null
  return { sellerId, role: sellerRole, locale, viewedBy: null }
}

async function seatOfViewer({ roles, scope, name }: Signed): Promise<Seat | null> {
  if (!holds(roles, 'sellers.view_as')) return null
  const viewing = await openViewing(scope)
  return viewing === null ? null : { ...viewing, role: 'viewer', viewedBy: name }
}

/** The seller's person who is signed in; otherwise leads to the portal's sign-in page. Refuses a role without the permission. */
export async function requireSeller(permission: SellerPermission = 'portal.read'): Promise<SellerActor> {
  const actor = await currentSeller()
  if (actor === null) {
    const from = (await headers()).get('x-path') ?? '/portal'
    redirect(`/portal/sign-in?from=${encodeURIComponent(from)}`)
  }
  if (!sellerHolds(actor.role, permission)) forbidden()
  return actor
}

/** Whether this person of the seller may do something here and now: nobody may while somebody looks as the seller. */
export const sellerMay = (actor: Pick<SellerActor, 'role' | 'viewedBy'>, permission: SellerPermission): boolean =>
  actor.viewedBy === null && sellerHolds(actor.role, permission)
