import type { DefaultSession, NextAuthOptions } from 'next-auth'
import { env } from '#lib/platform/env.ts'

declare module 'next-auth' {
  interface User {
    sessionVersion: number
  }
  interface Session {
    user: { personId: string; sessionVersion: number } & DefaultSession['user']
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    personId: string
    sessionVersion: number
  }
}

/** A working day: after it one signs in again. */
const SESSION_SECONDS = 10 * 3600

/**
 * How sessions are read. The token carries who and which session version; everything else about a person is looked up on
 * each request, so that a deactivation or a changed role counts at once. lib/people adds the way in.
 */
export function authOptions(): NextAuthOptions {
  if (env.NEXTAUTH_SECRET === undefined) throw new Error('NEXTAUTH_SECRET is missing: start through `npm start`.')
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [],
    callbacks: {
      jwt({ token, user }) {
        if (user) {
          token.personId = user.id
          token.sessionVersion = user.sessionVersion
        }
        return token
      },
      session({ session, token }) {
        session.user = { ...session.user, personId: token.personId, sessionVersion: token.sessionVersion }
        return session
      },
    },
  }
}
