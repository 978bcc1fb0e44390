import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/platform/env.ts'
import { publicAddress } from '../public-address.ts'

/**
 * What stands in a mail for its reader's right to stop mail of its kind: the message's id, signed with a key that only the running
 * product knows. Nothing of it is kept, and neither the address nor the kind stands in it.
 */
export const unsubscribeToken = (messageId: string): string => `${messageId}.${signatureOf(messageId)}`

/** The message a token was made for; null for one that was not made here. */
export function messageOfToken(token: string): string | null {
  const [id = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !/^msg_[0-9a-z]{26}$/.test(id)) return null
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(id))]
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

function signatureOf(messageId: string): string {
  const key = env.NEXTAUTH_SECRET
  if (key === undefined) throw new Error('NEXTAUTH_SECRET is missing: start through `npm start`.')
  return createHmac('sha256', key).update(`tieout unsubscribe ${messageId}`).digest('base64url')
}

/** The page with the button. Opening it changes nothing: mail scanners open every link. */
export const stopPage = (messageId: string): string => `${publicAddress()}/unsubscribe/${unsubscribeToken(messageId)}`

/** Where a mail program unsubscribes with one click (RFC 8058): only a POST does it. */
const stopPost = (messageId: string): string => `${publicAddress()}/api/unsubscribe/${unsubscribeToken(messageId)}`

/** The headers of mail that one may unsubscribe from. One click is offered over https alone, as the standard asks. */
export function stopHeaders(messageId: string): Readonly<Record<string, string>> {
  const address = stopPost(messageId)
  return {
    'List-Unsubscribe': `<${address}>`,
    ...(address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}
