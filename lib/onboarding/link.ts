import { publicAddress } from '#lib/messages/public-address.ts'
import { linkHash, linkToken } from '#lib/people/link-token.ts'
import { env } from '#lib/platform/env.ts'

/** Days an invitation can be accepted in. */
export const LIFE_DAYS = 14

/** Stands in the outbox for a link that only its mail holds. */
const LINK = '{link}'

const tokenOf = (onboardingId: string, linkNo: number): string => linkToken('invitation', `${onboardingId} ${linkNo}`)

/** What is kept of a link: enough to know it again, not to use it. */
export const hashOf = (onboardingId: string, linkNo: number): Buffer => linkHash(tokenOf(onboardingId, linkNo))

/** Where the portal is reached from outside. */
export const portalAddress = (): string => `${publicAddress()}/portal`

const addressOf = (onboardingId: string, linkNo: number): string =>
  `${portalAddress()}/join/${tokenOf(onboardingId, linkNo)}`

/** In the demo the outbox is the inbox, so the link stands in it; elsewhere it is put in when the mail leaves. */
export const linkForMail = (onboardingId: string, linkNo: number): string =>
  env.isDemo ? addressOf(onboardingId, linkNo) : LINK

/** What a mail's subject id says of its link: `onb_…:2`. */
export const linkName = (onboardingId: string, linkNo: number): string => `${onboardingId}:${linkNo}`

/** A mail's words with the link in them: whoever reads the outbox cannot accept with it. */
export function withInvitationLink(body: string, name: string): string {
  const [onboardingId = '', linkNo = ''] = name.split(':')
  return body.replaceAll(LINK, addressOf(onboardingId, Number.parseInt(linkNo, 10)))
}
