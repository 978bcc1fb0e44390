import type { SellerActor } from '#lib/access/seller-actor.ts'
import type { SellerRole } from '#lib/access/seller-model.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { addSellerPerson, removeSellerPerson } from '#lib/people/seller-people.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { cannotInvite, notYourself } from './refusals.ts'
import { portalAddress } from './send-sign-in-link.ts'
import { fill, wordsIn } from './words-model.ts'
import { writingScope } from './writing-scope.ts'

type Invitation = { readonly name: string; readonly email: string; readonly role: SellerRole }

/** Lets somebody into the seller's portal and mails the way in. Refuses an address that has a place elsewhere. */
export async function invitePerson(actor: SellerActor, input: Invitation, at: Date): Promise<void> {
  const { name, email, role } = input
  const words = wordsIn(actor.locale)
  const [own] = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<{ name: string }>('SELECT name FROM seller WHERE id = $1', [actor.sellerId]),
  )
  const seller = own?.name ?? ''
  await inRawTransaction(writingScope(actor), async (tx) => {
    const personId = await addSellerPerson(tx, {
      sellerId: actor.sellerId,
      email,
      name,
      role,
      locale: actor.locale,
      passwordHash: '',
      by: auditorOf(actor),
      requestId: actor.requestId,
      at,
    })
    if (personId === null) throw cannotInvite()
    await enqueueMessage(
      tx,
      {
        kind: 'mail.send',
        to: email,
        subject: fill(words.inviteSubject, { seller }),
        body: fill(words.inviteBody, { name, by: actor.name, seller, link: `${portalAddress()}/sign-in` }),
        subjectKind: 'person',
        subjectId: personId,
        onceKey: `invite:${personId}`,
        createdBy: actor.personId,
      },
      at,
    )
  })
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
