import type { PortalLocale, SellerRole } from '#lib/access/seller-model.ts'
import type { AuditActor } from '#lib/audit/record-audit.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { addSellerPerson } from '#lib/people/seller-people.ts'
import type { Sql } from '#lib/platform/db.ts'
import { cannotInvite } from './refusals.ts'
import { portalAddress } from './send-sign-in-link.ts'

type Letting = {
  readonly seller: { readonly id: string; readonly name: string }
  readonly name: string
  readonly email: string
  readonly role: SellerRole
  readonly locale: PortalLocale
  /** Who invites, as the mail names them. */
  readonly inviter: string
  readonly by: AuditActor
  readonly requestId: string
  readonly at: Date
}

/** Gives somebody a place in a seller's portal and queues the mail that says so. Refuses an address that has a place already. */
export async function letIn(tx: Sql, { seller, inviter, ...person }: Letting): Promise<void> {
  const { name, email, locale, by, at } = person
  const personId = await addSellerPerson(tx, { ...person, sellerId: seller.id, passwordHash: '' })
  if (personId === null) throw cannotInvite()
  const said = { name, by: inviter, seller: seller.name, link: `${portalAddress()}/sign-in` }
  await enqueueMessage(
    tx,
    {
      ...writeMail('portal_invite', locale, said),
      kind: 'mail.send',
      to: email,
      subjectKind: 'person',
      subjectId: personId,
      onceKey: `invite:${personId}:${at.toISOString()}`,
      createdBy: by.id,
    },
    at,
  )
}
