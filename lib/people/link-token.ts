import { createHash, createHmac } from 'node:crypto'
import { env } from '#lib/platform/env.ts'

/**
 * The token of a link that a mail holds: made of what it is for and its id with a key that only the running product knows, so that
 * neither the link's row nor the outbox has to keep it.
 */
export function linkToken(purpose: 'sign-in' | 'invitation', id: string): string {
  const key = env.NEXTAUTH_SECRET
  if (key === undefined) throw new Error('NEXTAUTH_SECRET is missing: start through `npm start`.')
  return createHmac('sha256', key).update(`tieout ${purpose} link ${id}`).digest('base64url')
}

/** What a row keeps of a token: SHA-256. */
export const linkHash = (token: string): Buffer => createHash('sha256').update(token).digest()
