import type { SellerActor } from '#lib/access/seller-actor.ts'
import type { SellerRole } from '#lib/access/seller-model.ts'
import { removeSellerPerson } from '#lib/people/seller-people.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { letIn } from './let-in.ts'
import { notYourself } from './refusals.ts'
import { writingScope } from './writing-scope.ts'

type Invitation = { readonly name: string; readonly email: string; readonly role: SellerRole }

/** Lets somebody into the seller's portal and mails the way in. Refuses an address that has a place elsewhere. */
export async function invitePerson(actor: SellerActor, input: Invitation, at: Date): Promise<void> {
  const [own] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<{ name: string }>('SELECT name FROM seller WHERE id = $1', [actor.sellerId]),
  )
  const seller = { id: actor.sellerId, name: own?.name ?? '' }
  const { name: inviter, requestId, locale } = actor
  await inRawTransaction(writingScope(actor), (tx) =>
    letIn(tx, { ...input, seller, locale, inviter, by: auditorOf(actor), requestId, at }),
  )
}

/** Takes somebody's place in the seller's portal away; their sessions end. */
export async function removePerson(actor: SellerActor, personId: string, at: Date): Promise<void> {
  if (personId === actor.personId) throw notYourself()
  await inRawTransaction(writingScope(actor), (tx) =>
    removeSellerPerson(tx, {
      sellerId: actor.sellerId,
      personId,
      by: auditorOf(actor),
      requestId: actor.requestId,
      at,
    }),
  )
}

const auditorOf = ({ personId, role }: SellerActor) =>
  ({ kind: 'person', id: personId, role: `seller ${role}` }) as const
