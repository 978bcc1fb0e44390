import type { SellerActor } from '#lib/access/seller-actor.ts'
import { changeOwnPassword, hasPassword } from '#lib/people/change-own-password.ts'
import { writingScope } from './writing-scope.ts'

type Change = { readonly current: string; readonly password: string; readonly at: Date }

/** Gives a seller's person the password they chose, when they know the one before or have none. Their sessions end. */
export function changePortalPassword(actor: SellerActor, change: Change): Promise<void> {
  const { personId, email, name, requestId } = actor
  return changeOwnPassword({
    ...change,
    actor: { personId, email, name, requestId, roles: ['seller'], scope: writingScope(actor) },
  })
}

/** Whether this person has a password beside the links. */
export const hasPortalPassword = (actor: SellerActor): Promise<boolean> =>
  hasPassword({ personId: actor.personId, scope: writingScope(actor) })
