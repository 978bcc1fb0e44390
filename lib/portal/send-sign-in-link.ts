import { portalLocale } from '#lib/access/seller-model.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { publicAddress } from '#lib/messages/public-address.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { type LinkFor, requestLink, tokenOfLink } from '#lib/people/magic-link.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'

/** Stands in the outbox for a link that only its mail holds. */
const LINK = '{link}'

/**
 * Sends a link to sign in when the address is a seller's person's. The answer is the same when it is nobody's. Refuses when too many
 * were asked for.
 */
export async function sendSignInLink(input: { email: string; source: string; at: Date }): Promise<void> {
  const entity = await currentEntity()
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const link = await requestLink(tx, input)
    if (link === null) return
    await enqueueMessage(tx, mailOf(link), input.at)
  })
}

/** In the demo the outbox is the inbox, so the link stands in it; elsewhere it is put in when the mail leaves. */
function mailOf({ linkId, personId, email, name, locale }: LinkFor) {
  const link = env.isDemo ? addressOf(linkId) : LINK
  return {
    ...writeMail('sign_in_link', portalLocale(locale), { name, link }),
    kind: 'mail.sign_in',
    to: email,
    subjectKind: 'magic_link',
    subjectId: linkId,
    onceKey: `sign-in:${linkId}`,
    createdBy: personId,
  }
}

/** A mail's words with the link in them: whoever reads the outbox cannot sign in with it. */
export const withSignInLink = (body: string, linkId: string): string => body.replaceAll(LINK, addressOf(linkId))

const addressOf = (linkId: string) => `${portalAddress()}/enter/${tokenOfLink(linkId)}`

/** Where the portal is reached from outside. */
export const portalAddress = (): string => `${publicAddress()}/portal`
