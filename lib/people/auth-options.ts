import type { NextAuthOptions, RequestInternal, User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { authOptions } from '#lib/access/auth.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { companyProviders, signInByCompany } from './company-sign-in.ts'
import { enterByLink } from './magic-link.ts'
import { signIn } from './sign-in.ts'

/**
 * The sessions of lib/access with the ways in: the company's identity provider when there is one, address and password, and for
 * sellers' people a link by mail. The refusal's sentence reaches the form.
 */
export const signInOptions = (): NextAuthOptions => ({
  ...authOptions(),
  callbacks: { ...authOptions().callbacks, signIn: signInByCompany },
  providers: [
    ...companyProviders(),
    CredentialsProvider({
      name: 'Address and password',
      credentials: { email: { label: 'Address', type: 'email' }, password: { label: 'Password', type: 'password' } },
      authorize: (credentials, request) =>
        saying(() =>
          signIn({
            email: credentials?.email ?? '',
            password: credentials?.password ?? '',
            source: sourceOf(request),
          }),
        ),
    }),
    CredentialsProvider({
      id: 'link',
      name: 'A link by mail',
      credentials: { token: { label: 'Token', type: 'text' } },
      authorize: (credentials) => saying(() => enterByLink(credentials?.token ?? '')),
    }),
  ],
})

/** The last entry is what the nearest proxy saw; earlier ones are whatever the client wrote. */
function sourceOf({ headers }: Pick<RequestInternal, 'headers'>): string {
  return (
    String(headers?.['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() || 'direct'
  )
}

async function saying(enter: () => Promise<User>): Promise<User> {
  try {
    return await enter()
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.message, { cause: error })
    const id = faultId()
    log.error({ fault: id, error: String(error) }, 'sign-in failed')
    throw new Error(`Sign-in failed on our side; quote fault ${id}.`, { cause: error })
  }
}
