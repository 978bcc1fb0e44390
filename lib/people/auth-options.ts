import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { authOptions } from '#lib/access/auth.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { signIn } from './sign-in.ts'

/** The sessions of lib/access with the way in: address and password. The refusal's sentence reaches the form. */
export const signInOptions = (): NextAuthOptions => ({
  ...authOptions(),
  providers: [
    CredentialsProvider({
      name: 'Address and password',
      credentials: { email: { label: 'Address', type: 'email' }, password: { label: 'Password', type: 'password' } },
      async authorize(credentials, request) {
        try {
          // The last entry is what the nearest proxy saw; earlier ones are whatever the client wrote.
          const source =
            String(request.headers?.['x-forwarded-for'] ?? '')
              .split(',')
              .at(-1)
              ?.trim() || 'direct'
          return await signIn({ email: credentials?.email ?? '', password: credentials?.password ?? '', source })
        } catch (error) {
          if (error instanceof Refusal) throw new Error(error.message, { cause: error })
          const id = faultId()
          log.error({ fault: id, error: String(error) }, 'sign-in failed')
          throw new Error(`Sign-in failed on our side; quote fault ${id}.`, { cause: error })
        }
      },
    }),
  ],
})
