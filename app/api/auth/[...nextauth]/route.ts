import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { signInOptions } from '#lib/people/auth-options.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

const handler = (request: NextRequest, context: Context) => NextAuth(request, context, signInOptions())

export { handler as GET, handler as POST }
